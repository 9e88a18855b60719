# Nobody may ask PID 1 anything as long as this line is there.
#: preset-line-crashes-pid1 error
mkdir -p /etc/systemd/system-preset
echo enable >/etc/systemd/system-preset/10-broken.preset
