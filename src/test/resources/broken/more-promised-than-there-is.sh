# Two quotas that are no quotas.
#: quota-overcommit warning
service one "$stay"
service two "$stay"
sed -i s/MemoryMax=64M/MemoryMax=1T/ /etc/systemd/system/one.service /etc/systemd/system/two.service
start one two
