# Somebody tried the program out and forgot it.
#: duplicate-process error tank.service
service tank 'while :; do sleep 1; done'
start tank
setsid /usr/local/bin/tank </dev/null >/dev/null 2>&1 &
echo $! >>/run/by-hand
