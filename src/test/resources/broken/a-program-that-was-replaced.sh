# An update of the program: the old one runs on.
#: stale-process warning keep.service
cp /bin/sleep /usr/local/bin/keep
unit keep Type=exec 'ExecStart=/usr/local/bin/keep 1000' MemoryMax=64M TasksMax=64
start keep
cp /bin/sleep /usr/local/bin/keep.new
mv /usr/local/bin/keep.new /usr/local/bin/keep
