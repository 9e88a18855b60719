# It ended with a status of its own and stayed down.
#: failed-unit error scan.service
service scan 'exit 3'
start scan
await scan.service ActiveState failed
