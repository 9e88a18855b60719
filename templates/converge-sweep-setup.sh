#!/bin/sh
# setup FLEET KEY METRICS: makes the user converge-sweep, lets him read the directory FLEET, gives him the file KEY, and lets him write to the directory
# METRICS.
set -eu
fleet=$1
key=$2
metrics=$3

systemd-sysusers converge-sweep.conf
install -d -o root -g converge-sweep -m 0750 "$fleet"
# Without a key the sweep says so itself.
if [ -e "$key" ]; then
    chown converge-sweep "$key"
    chmod 0600 "$key"
fi

# The directory above it belongs to the user of Prometheus, who could put a link there: only the very directory is handed out.
mkdir -p "$metrics"
cd -P "$metrics"
if [ "$(pwd -P)" != "$metrics" ]; then
    echo "<3>$metrics is a link, or below one, and leads to $(pwd -P): name that in 'metrics' of the play, if it is meant"
    exit 1
fi
chgrp converge-sweep .
chmod 0775 .
