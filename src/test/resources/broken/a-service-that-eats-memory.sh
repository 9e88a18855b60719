# The kernel killed it for what it took. With cgroup v1 systemd is told of a SIGKILL only, and a container has no kernel messages: no oom-kill here,
# but where the host's journal has them.
#: failed-unit error eater.service
service eater 'exec tail /dev/zero'
sed -i s/MemoryMax=64M/MemoryMax=8M/ /etc/systemd/system/eater.service
start eater
await eater.service ActiveState failed
