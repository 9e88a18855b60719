# A service that runs for three seconds before it fails gets past the limit.
#: start-limit-ineffective warning scan.service
service scan "$stay" Restart=always RestartSec=10
sed -i 's/^\[Service\]/StartLimitIntervalSec=65\n[Service]/' /etc/systemd/system/scan.service
start scan
