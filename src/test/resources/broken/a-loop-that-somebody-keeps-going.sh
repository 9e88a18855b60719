# No restart of systemd's: somebody, say a watchdog, starts it again and again.
#: crash-loop warning scan.service
service scan "$stay"
start scan
for _ in 1 2 3 4 5 6; do
    systemctl reset-failed scan.service
    systemctl restart scan.service
done
