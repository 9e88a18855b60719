# Disabled, but no preset says so. And the next boot counts as the first one.
#: preset-mismatch warning
#: preset-mismatch warning scan.service
service scan "$stay"
systemctl daemon-reload
echo uninitialized >/etc/machine-id
