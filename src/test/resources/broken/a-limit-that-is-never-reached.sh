# Five starts with ten seconds between them never come within the ten seconds of the window.
#: start-limit-ineffective error scan.service
service scan "$stay" Restart=always RestartSec=10
start scan
