#!/bin/sh
# The first process of a host of PowerFaultsIT, before systemd takes its place: mounts the image of a disk, and over the directories that a
# change has to do with, those of the disk. A power cut may have left a copy of the image to go on from: what the disk held at that moment.
set -eu
dir=/var/lib/crash
minor=0
while [ "$minor" -lt 64 ]; do
    [ -e "/dev/loop$minor" ] || mknod "/dev/loop$minor" b 7 "$minor"
    minor=$((minor + 1))
done
[ -e /dev/loop-control ] || mknod /dev/loop-control c 10 237
if [ -e "$dir/next" ]; then
    # What still holds the old image writes to that, whose name is gone.
    rm "$dir/disk.img"
    cp --sparse=always "$dir/copies/$(cat "$dir/next")" "$dir/disk.img"
    rm "$dir/next"
fi
mkdir -p /disk "$dir/copies"
mount -o "loop,$1" "$dir/disk.img" /disk
for path in /etc/systemd /etc/crash /srv /home /var/lib/systemd/linger; do
    mkdir -p "$path"
    if [ ! -d "/disk$path" ]; then
        mkdir -p "/disk${path%/*}"
        cp -a "$path" "/disk$path"
    fi
    mount --bind "/disk$path" "$path"
done
exec /lib/systemd/systemd SYSTEMD_CGROUP_ENABLE_LEGACY_FORCE=1
