# Somebody masked it, the play wants it to run.
#: masked-but-declared error scan.service
service scan "$stay"
systemctl daemon-reload
mv /etc/systemd/system/scan.service /usr/local/lib/systemd/system/scan.service 2>/dev/null || {
    mkdir -p /usr/local/lib/systemd/system
    mv /etc/systemd/system/scan.service /usr/local/lib/systemd/system/scan.service
}
ln -s /dev/null /etc/systemd/system/scan.service
systemctl daemon-reload
