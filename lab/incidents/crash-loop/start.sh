#!/bin/sh
# Incident 2, run as root on a host that has the tree beside this file. Ends when polyscan has been restarted for the first
# time, about 3 s; it goes on for ever, because systemd ignores StartLimitIntervalSec= under [Service].
set -eu
systemctl daemon-reload
systemctl start frame-render.service
systemctl start polyscan.service
while [ "$(systemctl show --property=NRestarts --value polyscan.service)" = 0 ]; do sleep 0.2; done
