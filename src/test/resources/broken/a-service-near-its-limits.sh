# Nine tasks of ten, sixty files of sixty-four, and 62 MiB of 64 that the kernel cannot drop.
#: pid-pressure error forks.service
#: fd-pressure error files.service
#: memory-pressure error holder.service
service forks 'for _ in 1 2 3 4 5 6 7 8; do sleep 1000 & done; wait'
sed -i s/TasksMax=64/TasksMax=10/ /etc/systemd/system/forks.service
# shellcheck disable=SC2016 # for the program's shell
service files 'for fd in $(seq 5 60); do eval "exec $fd</dev/null"; done; sleep 1000' LimitNOFILE=64
sed -i 's,#!/bin/sh,#!/bin/bash,' /usr/local/bin/files
service holder 'fallocate -l 62M /run/ballast; exec sleep 1000'
start forks files holder
sleep 1
