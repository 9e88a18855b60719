#!/bin/sh
# The side of CrashPointsIT that is on the host: host.sh COMMAND. In /var/lib/crash, which outlives a power cut:
#   PHASE/at, how      at which command it strikes, and how
#   PHASE/count, log   how many there have been, and which
#   PHASE/struck       it has
#   old.tar, run.tar   the state before the change
#   disk.img, copies   where it has a disk that can lose its writes (disk.sh): the image, and copies of it
set -eu
dir=/var/lib/crash
home=/etc/systemd/system/.converge
boot_unit=/etc/systemd/system/converge-recover.service
units='crash-changed.service crash-gone.service crash-new.service crash-reloaded.service crash-shown.service crash-hidden.service crash-stray.service'

as_alice() {
    cd / && runuser -u alice -- env XDG_RUNTIME_DIR="/run/user/$(id -u alice)" systemctl --user "$@"
}

# Before anything else: a user whose manager runs from boot on, and a packaged unit to mask.
lay() {
    mkdir -p /etc/systemd/system/user@.service.d /etc/systemd/system/multi-user.target.wants /usr/lib/systemd/system
    printf '[Service]\nEnvironment=XDG_RUNTIME_DIR=/run/user/%%i\n' >/etc/systemd/system/user@.service.d/lab.conf
    useradd --create-home --shell /bin/bash alice
    mkdir -p /var/lib/systemd/linger
    : >/var/lib/systemd/linger/alice
    ln -s /lib/systemd/system/user@.service "/etc/systemd/system/multi-user.target.wants/user@$(id -u alice).service"
    systemctl daemon-reload
    systemctl start "user@$(id -u alice).service"
}

# After old.yml was applied: what nobody declared, and what a unit of the system looks like to whoever tidied by hand.
spoil() {
    printf '[Service]\nExecStart=/bin/sleep 1007\n[Install]\nWantedBy=multi-user.target\n' >/etc/systemd/system/crash-stray.service
    systemctl daemon-reload
    systemctl --quiet enable --now crash-stray.service
    rm -rf "$home"/hist/* "$home"/engine-*.sh
    for file in /run/converge*; do rm -rf "$file"; done
    tar -C / -cf "$dir/old.tar" etc/systemd etc/crash srv home/alice var/lib/systemd/linger
    tar -C / -cf "$dir/run.tar" run/crash
}

reset() {
    # shellcheck disable=SC2086 # a list
    systemctl stop $units 2>/dev/null || true
    as_alice stop crash-note.service || true
    rm -rf /etc/systemd/* /etc/crash/* /srv/* /home/alice/.config /var/lib/systemd/linger/* /run/crash /run/converge
    tar -C / -xf "$dir/old.tar"
    tar -C / -xf "$dir/run.tar"
    disarm
    systemctl daemon-reload
    systemctl reset-failed
    systemctl --no-block start multi-user.target
    systemctl start crash-changed.service crash-gone.service crash-reloaded.service crash-hidden.service crash-stray.service \
        "user@$(id -u alice).service"
    as_alice daemon-reload
    as_alice start crash-note.service
}

# Afresh, and armed for the change and for what recovers it.
ready() { # HOW AT HOW AT
    reset
    arm 1 "$1" "$2"
    arm 2 "$3" "$4"
    [ ! -d /disk ] || sync -f /disk
}

arm() { # PHASE HOW AT
    mkdir "$dir/$1"
    echo 0 >"$dir/$1/count"
    echo "$2" >"$dir/$1/how"
    echo "$3" >"$dir/$1/at"
}

disarm() {
    rm -rf "$dir/1" "$dir/2" "$dir/over"
}

# Waits for a strike, unless none comes any more.
await_strike() { # PHASE
    until [ -e "$dir/$1/struck" ] || [ -e "$dir/over" ]; do sleep 0.03; done
}

call_off() {
    : >"$dir/over"
}

# What a power cut in this moment leaves of the disk: what has not been written yet is not in its image. Of copies that are alike, one is
# kept. Noted with the number of the command is whether the change was confirmed before.
copy() { # NUMBER
    confirmed=no
    ! grep -qs '^did confirm' /run/converge/*.out || confirmed=yes
    until cmp -s "$dir/disk.img" "$dir/copies/latest"; do
        cp --sparse=always "$dir/disk.img" "$dir/copies/$1"
        ln -sfT "$1" "$dir/copies/latest"
    done
    echo "$1 $(readlink "$dir/copies/latest") $confirmed" >>"$dir/copies/list"
}

# The power comes back with this copy for a disk, and nothing is struck then.
go_on_from() { # COPY
    disarm
    echo "$1" >"$dir/next"
}

# All that must be as before or as planned: each path with mode, owner and content, each unit with the definition it runs under.
state() {
    paths='/etc/systemd /etc/crash /srv /run/crash /run/systemd/system /run/systemd/system.control /usr/lib/systemd/system /home/alice /var/lib/systemd/linger'
    # shellcheck disable=SC2086 # a list
    find $paths -path "$home" -prune -o -printf '%p %y %m %U:%G %l\n' 2>/dev/null | LC_ALL=C sort
    # shellcheck disable=SC2086 # a list
    find $paths -path "$home" -prune -o -type f -exec sha256sum {} + 2>/dev/null | LC_ALL=C sort -k 2
    sha256sum "$home/manifest" || true
    record=''
    show='Id,LoadState,ActiveState,SubState,FragmentPath,DropInPaths,NeedDaemonReload,MainPID'
    {
        # shellcheck disable=SC2086 # a list
        systemctl show --property="$show" $units
        echo
        as_alice show --property="$show" crash-note.service
        echo
    } | while IFS= read -r line; do
        case $line in
            '') echo "$record" && record='' ;;
            MainPID=0) ;;
            MainPID=*) record="$record $(tr '\0' ' ' <"/proc/${line#*=}/cmdline")" ;;
            *) record="$record $line" ;;
        esac
    done
    cat /run/crash-says
    systemctl --failed --plain --no-legend
    pgrep -a -x sleep | grep -o 'sleep [12]00[0-9]' | sort
    leftovers
}

# What a run leaves that no finished run should.
leftovers() {
    for name in "$home"/* "$home"/.*; do
        case ${name##*/} in
            . | .. | '*' | '.*' | lock | manifest | hist | said | engine-*.sh) ;;
            *) echo "$name" ;;
        esac
    done
    for name in "$home"/hist/*/beside "$home"/hist/*/reserve /etc/systemd/system/converge-* /etc/systemd/system/*.wants/converge-* /run/systemd/transient/converge-*; do
        [ ! -e "$name" ] && [ ! -L "$name" ] || echo "$name"
    done
    # PID 1 may know a unit until its next reload whose file is gone.
    systemctl list-units --all --plain --no-legend 'converge-*' | grep -v '^converge-recover.service *loaded *inactive' || true
    systemctl list-jobs --plain --no-legend | grep -v '^No jobs' || true
}

# Waits until nothing more happens by itself, at most 90 seconds. What was only being prepared, or thrown away, may lie there until the
# next run: nothing starts it.
settle() {
    uptime
    last=$((now + 90))
    while leftovers | grep -qv -e "^$home/stage\." -e "^$home/in\." -e "^$home/made-wants$" -e "^$boot_unit$" && [ "$now" -lt "$last" ]; do
        sleep 0.1
        uptime
    done
    [ -z "$(leftovers)" ] || sweep
}

uptime() { # sets now
    IFS=' .' read -r now rest </proc/uptime
}

# What the next run does before anything else, an hour later.
sweep() {
    echo swept
    for plan in "$home"/in.*; do
        [ ! -e "$plan" ] || touch -d '2 hours ago' "$plan"
    done
    sh "$home"/engine-*.sh recover
}

outcome() {
    settle
    echo ----
    state
}

"$@"
