# The user's new environment waits for a start that nobody asks for.
#: stale-process warning scan.service
service scan "$stay" Environment=RATE=10
start scan
sleep 4
sed -i 's/RATE=10/RATE=20/' /etc/systemd/system/scan.service
systemctl daemon-reload
