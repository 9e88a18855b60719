# It ends at once and is started again, four times a second.
#: crash-loop error scan.service
#: start-limit-ineffective error scan.service
service scan 'exit 1' Restart=always
sed -i 's/^\[Service\]/StartLimitIntervalSec=0\n[Service]/' /etc/systemd/system/scan.service
start scan
await_restarts scan.service 6
