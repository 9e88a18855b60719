# No quota at all, not even the default of tasks.
#: no-quota info heavy.service
service heavy "$stay"
sed -i -e /MemoryMax/d -e s/TasksMax=64/TasksMax=infinity/ /etc/systemd/system/heavy.service
start heavy
