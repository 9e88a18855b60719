#!/bin/sh
# Incident 1, run as root on a host that has the tree beside this file. avatar-tank runs because it is enabled; the two strays
# are disabled, their preset is enabled, and something has started them again: three copies of one program run.
set -eu
systemctl daemon-reload
systemctl start avatar-tank.service avatar-mediamtx.service mediamtx.service
