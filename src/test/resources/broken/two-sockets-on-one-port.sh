# The second one cannot be started.
#: port-conflict error web-old.socket
for name in web web-old; do
    service "$name" "$stay"
    printf '[Unit]\nDescription=web\nDocumentation=man:web(8)\n[Socket]\nListenStream=8099\n[Install]\nWantedBy=sockets.target\n' \
        >"/etc/systemd/system/$name.socket"
done
sed -i '/^\[Install\]/,$d' /etc/systemd/system/web.service /etc/systemd/system/web-old.service
start web.socket
systemctl --quiet enable web-old.socket
