# What a rule for strays names, and what a file that was deleted by hand left behind.
#: stray-unit warning avatar-old.service
#: dangling-link warning
service avatar-old "$stay"
start avatar-old
ln -s ../gone.service /etc/systemd/system/multi-user.target.wants/gone.service
