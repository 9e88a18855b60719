# Neither package nor play nor documentation.
#: unknown-unit warning scan.service
service scan "$stay"
sed -i /Documentation/d /etc/systemd/system/scan.service
start scan
