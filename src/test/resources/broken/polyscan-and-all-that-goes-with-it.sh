# The second incident once more, in one service: nobody knows it, and it restarts for ever.
#: crash-loop error polyscan.service
#: start-limit-ineffective error polyscan.service
#: start-limit-misplaced error polyscan.service
#: unknown-directive warning polyscan.service
#: unknown-unit warning polyscan.service
service polyscan 'exit 1' Restart=always RestartSec=0.3 StartLimitIntervalSec=300 StartLimitBurst=50 CPUQouta=50%
sed -i -e /Documentation/d /etc/systemd/system/polyscan.service
start polyscan
await_restarts polyscan.service 6
