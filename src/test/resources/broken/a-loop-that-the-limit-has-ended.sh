# Five starts, then systemd gave up.
#: failed-unit error scan.service
#: crash-loop warning scan.service
service scan 'exit 1' Restart=always
start scan
await scan.service ActiveState failed
