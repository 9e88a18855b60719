# A name that systemd does not know, one that this systemd is too old for, and a value that it cannot read.
#: unknown-directive warning scan.service
#: unsupported-directive warning scan.service
#: value-ignored warning scan.service
service scan "$stay" MemmoryHigh=32M RestartRandomizedDelaySec=1 CPUQuota=80
start scan
