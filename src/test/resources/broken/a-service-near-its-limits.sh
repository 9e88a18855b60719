# Nine tasks of ten, and sixty files of sixty-four.
#: pid-pressure error forks.service
#: fd-pressure error files.service
service forks 'for _ in 1 2 3 4 5 6 7 8; do sleep 1000 & done; wait'
sed -i s/TasksMax=64/TasksMax=10/ /etc/systemd/system/forks.service
# shellcheck disable=SC2016 # for the program's shell
service files 'for fd in $(seq 5 60); do eval "exec $fd</dev/null"; done; sleep 1000' LimitNOFILE=64
sed -i 's,#!/bin/sh,#!/bin/bash,' /usr/local/bin/files
start forks files
sleep 1
