# The start limit stands under [Service], where systemd ignores it.
#: start-limit-misplaced error scan.service
#: start-limit-ineffective error scan.service
service scan "$stay" Restart=on-failure RestartSec=3 StartLimitIntervalSec=300 StartLimitBurst=5
start scan
