# PID 1 would wait for ever for somebody to write into it.
#: fifo-dropin error
service scan "$stay"
start scan
mkdir /etc/systemd/system/scan.service.d
mkfifo /etc/systemd/system/scan.service.d/50-wait.conf
