#!/bin/sh
# shellcheck disable=SC2086 # lists are split on purpose: one path or name a line, IFS is the newline, globbing is off
#
# probe.sh: reads everything the plan needs about one host, or about a directory tree, in one execution. It changes nothing
# there, not even a temporary file.
#
# It defines functions only. The last line, which ProbeScript adds, calls `probe` with the request as quoted words: of a script
# that was cut short nothing runs. POSIX sh, coreutils and systemctl; tested with dash, bash --posix and busybox sh.
#
# The answer is a line `BEGIN nonce`, sections that each begin with a line `@nonce NAME`, and a last line `END nonce STATUS`. Nobody
# can guess the nonce, so no file name and no content can look like one of these lines. What a section holds is said where it is
# written; ProbeAnswer and its readers are the other side.
#
# All paths are relative to the root, so that the running system and a directory tree look the same. A name with a control
# character in it cannot be a unit's and is passed over; so no path here holds a newline.

nl='
'

# Where systemd looks for units (systemd.unit(5)), for presets and for its own settings. /lib is added where it is no link.
unit_dirs='etc/systemd/system.control
run/systemd/system.control
run/systemd/transient
run/systemd/generator.early
etc/systemd/system
etc/systemd/system.attached
run/systemd/system
run/systemd/system.attached
run/systemd/generator
usr/local/lib/systemd/system
usr/lib/systemd/system
run/systemd/generator.late'
flat_dirs='etc/systemd/system-preset
run/systemd/system-preset
usr/local/lib/systemd/system-preset
usr/lib/systemd/system-preset
etc/systemd/system.conf.d
run/systemd/system.conf.d
usr/local/lib/systemd/system.conf.d
usr/lib/systemd/system.conf.d'
home=etc/systemd/system/.converge

section() { printf '\n@%s %s\n' "$nonce" "$1"; }

# fail WORD TEXT: ends the answer with a reason. The words are listed in ProbeFailure.
fail() {
    section failed
    printf '%s %s' "$1" "$2"
    finish 1
}

finish() { # STATUS
    printf '\nEND %s %s\n' "$nonce" "$1"
    exit "$1"
}

# on_lines COMMAND LIST: runs a function with the lines of a list as further arguments, in pieces that fit on a command line.
on_lines() {
    command=$1
    if [ "${#2}" -lt 500000 ]; then
        set -- $2
        [ $# = 0 ] || "$command" "$@"
        return
    fi
    pieces=$2
    set --
    for piece in $pieces; do
        set -- "$@" "$piece"
        [ $# -lt 200 ] || { "$command" "$@" || return; set --; }
    done
    [ $# = 0 ] || "$command" "$@"
}

# --- The list of paths: shell globs and builtin tests only, no process for any of them.

# Puts each existing path into one of the lists: links, files (regular), others (directories and what is neither); FIFOs that
# are named like something PID 1 reads into fifos too.
classify() {
    for path do
        case $path in
            *[[:cntrl:]]*) continue ;;
        esac
        if [ -L "$path" ]; then
            links=$links$path$nl
        elif [ -f "$path" ]; then
            [ -r "$path" ] || fail denied "/$path"
            some_files=$some_files$path$nl
            [ "${#some_files}" -lt 4096 ] || keep
            continue
        elif [ -d "$path" ]; then
            [ -x "$path" ] || fail denied "/$path"
            some_others=$some_others$path$nl
            [ "${#some_others}" -lt 4096 ] || keep
            continue
        elif [ -e "$path" ]; then
            some_others=$some_others$path$nl
        else
            continue
        fi
        # A link or something strange. Reading it through a FIFO would hang PID 1, and us.
        case $path in
            *.conf | *.preset) [ ! -p "$path" ] || fifos=$fifos$path$nl ;;
        esac
    done
}

# Appending to a long text copies it: with thousands of paths that takes seconds. So short ones are filled first.
keep() {
    files=$files$some_files some_files=''
    others=$others$some_others some_others=''
}

# A directory of the search path, what is in it, and what is in its drop-in, .wants and other directories. Links to directories
# are followed later, under the name of their target.
classify_units() { # DIRECTORY
    [ -d "$1" ] || return 0
    classify "$1"
    [ -r "$1" ] || fail denied "/$1"
    set +f
    classify "$1"/*
    for directory in "$1"/*/; do
        directory=${directory%/}
        if [ -L "$directory" ] || [ ! -d "$directory" ]; then continue; fi
        [ -r "$directory" ] || fail denied "/$directory"
        classify "$directory"/* "$directory"/.[!.]*
    done
    set -f
}

classify_flat() { # DIRECTORY
    [ -d "$1" ] || return 0
    classify "$1"
    [ -r "$1" ] || fail denied "/$1"
    set +f
    classify "$1"/*
    set -f
}

# plain LINK TARGET: sets path to where the link leads, relative to the root; to nothing when that cannot be said in plain words.
plain() {
    path=$2
    directory=${1%/*}
    case $path in
        /*) directory='' path=${path#/} ;;
    esac
    while :; do
        case $path in
            ../*)
                path=${path#../}
                case $directory in
                    */*) directory=${directory%/*} ;;
                    *) directory='' ;;
                esac
                ;;
            ./*) path=${path#./} ;;
            *) break ;;
        esac
    done
    path=${directory:+$directory/}$path
    case /$path/ in
        *//* | */./* | */../*) path='' ;;
    esac
}

# Adds what links outside the search path lead to, link after link: `systemctl link`, a drop-in directory kept elsewhere.
classify_targets() {
    round=$links
    while [ -n "$round" ]; do
        targets=$(on_lines readlink_lines "$round")
        set -- $round
        count=$#
        set -- $targets
        # With a newline in a target the lines cannot be told apart. Such links lead nowhere a unit could be.
        [ $# = "$count" ] || return 0
        set -- $round
        known=$links links=''
        for target in $targets; do
            plain "$1" "$target"
            shift
            case $path in
                '' | dev/* | proc/* | sys/* | etc/systemd/* | run/systemd/* | usr/lib/systemd/* | lib/systemd/* | usr/local/lib/systemd/*)
                    continue
                    ;;
            esac
            case $nl$known$links in
                *"$nl$path$nl"*) continue ;;
            esac
            if [ -d "$path" ] && [ ! -L "$path" ]; then classify_flat "$path"; else classify "$path"; fi
        done
        round=$links
        links=$known$links
    done
}

readlink_lines() { readlink -- "$@"; }
readlink_framed() { readlink -z -- "$@"; }
describe() { stat -c '%s %f %u %g %i %.Z %n' -- "$@"; }

# --- The homes of users whose managers matter. What is in there is the user's: nothing of it is followed, and what could block the user's
# manager is no hazard for PID 1.

# Sets accounts to lines of the user database: the users asked for, and those in whose homes the manifest has something.
find_accounts() {
    accounts='' former=$nl
    if [ -f "$home/manifest" ] && [ -r "$home/manifest" ]; then
        manifest=$(cat "$home/manifest")
        for line in $manifest; do
            case $line in
                *' /'*/.config/systemd/user/*)
                    path=/${line##* /}
                    former=$former${path%%/.config/systemd/user/*}$nl
                    ;;
            esac
        done
    fi
    [ "$managers$former" != "$nl" ] || return 0
    if [ -f etc/passwd ]; then
        passwd=$(cat etc/passwd)
        for line in $passwd; do
            read_account "$line"
            case $nl$managers$nl in
                *"$nl$user$nl"*) accounts=$accounts$line$nl && continue ;;
            esac
            case $former in
                *"$nl/$user_home$nl"*) accounts=$accounts$line$nl ;;
            esac
        done
    fi
    # Those that only a directory service knows.
    for user in $managers; do
        case $nl$accounts in
            *"$nl$user:"*) continue ;;
        esac
        [ -n "$root" ] || accounts=$accounts$(getent passwd "$user" 2>/dev/null)$nl
    done
}

read_account() { # LINE: sets user, user_id, user_group, user_home, the last one relative to the root
    user=${1%%:*}
    user_home=${1#*:*:}
    user_id=${user_home%%:*}
    user_home=${user_home#*:}
    user_group=${user_home%%:*}
    user_home=${user_home#*:*:}
    user_home=${user_home%%:*}
    user_home=${user_home#/}
}

list_homes() {
    user_fifos=''
    find_accounts
    [ -n "$accounts" ] || return 0
    fifos=''
    for each in etc/xdg etc run usr/local/share usr/share usr/local/lib usr/lib $user_lib; do
        classify_units "$each/systemd/user"
    done
    shared_fifos=$fifos
    for account in $accounts; do
        read_account "$account"
        [ -n "$user_home" ] || continue
        [ "$me" = 0 ] || [ "$me" = "$user_id" ] || [ -n "$root" ] || fail foreign-user "$user"
        fifos=$shared_fifos
        classify "$user_home" "var/lib/systemd/linger" "var/lib/systemd/linger/$user"
        for each in .config/systemd/user.control .config/systemd/user .local/share/systemd/user; do
            ! is_plain "$user_home" "$each" || classify_units "$user_home/$each"
        done
        for each in user.control transient generator.early user generator generator.late; do
            ! is_plain "run/user/$user_id" "systemd/$each" || classify_units "run/user/$user_id/systemd/$each"
        done
        for each in $fifos; do user_fifos=$user_fifos$user:$each$nl; done
    done
}

# Whether there is a directory, with no link on the way to it. What is on the way is listed.
is_plain() { # FROM PATH
    way=$1 rest=$2/
    while [ -n "$rest" ]; do
        way=$way/${rest%%/*} rest=${rest#*/}
        classify "$way"
        if [ -L "$way" ] || [ ! -d "$way" ]; then return 1; fi
    done
}

list_paths() {
    files='' links='' others='' fifos='' some_files='' some_others=''
    for each in $unit_dirs; do classify_units "$each"; done
    for each in $flat_dirs; do classify_flat "$each"; done
    classify etc/systemd/system.conf run/systemd/system.conf usr/local/lib/systemd/system.conf usr/lib/systemd/system.conf
    classify_targets
    hazards=$fifos
    list_homes
    classify "$home" "$home/manifest" "$home/txn" "$home/txn/id" $wanted_files
    keep
}

# The contents of the files, one after the other without anything in between: the sizes tell where each ends. Bigger ones than
# 1 MiB are left out.
print_contents() {
    small=$files
    case $nl$before in
        *"$nl"[0-9][0-9][0-9][0-9][0-9][0-9][0-9]*)
            small=''
            for line in $before; do
                [ "${line%% *}" -gt 1048576 ] || small=$small${line#* * * * * * }$nl
            done
            ;;
    esac
    on_lines concatenate "$small"
}

# A user could put a FIFO where there was a file a moment ago.
concatenate() { timeout -k 1 10 cat -- "$@"; }

# Sections `stat` (a line for each file, link and other thing, in this order), `links` (the targets, each ended by NUL),
# `contents`. Fails when a file was not the same before and after it was read.
print_tree() {
    list_paths
    before=$(on_lines describe "$files") || return
    section stat
    printf '%s\n' "$before"
    on_lines describe "$links" || return
    on_lines describe "$others" || return
    section links
    on_lines readlink_framed "$links" || return
    section contents
    print_contents || return
    after=$(on_lines describe "$files") || return
    [ "$before" = "$after" ]
}

# --- Hazards: what must not meet PID 1.

# Whether a preset file has a line `enable` without a name, which crashes PID 1. systemd ends a line at CR and NUL too.
has_nameless_preset() {
    presets=''
    for path in $files $links; do
        case $path in
            *-preset/*.preset) [ ! -f "$path" ] || [ ! -r "$path" ] || presets=$presets$path$nl ;;
        esac
    done
    # head's headlines keep the last line of a file apart from the first of the next.
    for line in $(on_lines preset_lines "$presets"); do
        line=${line#"${line%%[![:blank:]]*}"}
        case $line in
            enable) return 0 ;;
            enable[[:blank:]]*)
                case ${line#enable} in
                    *[![:blank:]]*) ;;
                    *) return 0 ;;
                esac
                ;;
        esac
    done
    return 1
}

# shellcheck disable=SC2020 # both ends of line become the same one
preset_lines() { head -v -c 1048576 -- "$@" | tr '\000\r' '\n\n'; }

# --- The running system.

# Each call that PID 1 answers is given a time, because a frozen one would never answer.
ask() {
    answer=$(timeout -k 2 10 systemctl --no-pager "$@" 2>&1)
    status=$?
    case $status in
        0) ;;
        124 | 137 | 143) fail silent "systemctl $1" ;;
        *) fail systemctl "$answer" ;;
    esac
}

# Units whose details matter: declared, matching a pattern, with a file, link or drop-in of their own in /etc or /run, failing or
# restarting. PID 1 takes milliseconds for each, so those with nothing to tell are left out: masked ones that do not run, and units that
# are not loaded, which asking would load. That also keeps templates and invalid names away, one of which would abort the whole
# call.
choose_units() { # LIST-UNITS-OUTPUT DIRECTORY...
    listing=$1
    shift
    local_names=''
    for directory do
        set +f
        for path in "$directory"/*; do
            path=${path##*/}
            local_names=$local_names${path%.d}$nl
        done
        set -f
    done
    set -- "$listing"
    named=$nl$wanted_units$nl$local_names
    chosen=''
    for line in $1; do
        unit=${line%% *}
        columns=${line#"$unit"}
        case ${columns#"${columns%%[! ]*}"} in
            'masked '*' inactive '*) continue ;;
        esac
        case $named in
            *"$nl$unit$nl"*) chosen=$chosen$unit$nl && continue ;;
        esac
        case $line in
            *' failed '* | *' activating '*) chosen=$chosen$unit$nl && continue ;;
        esac
        for pattern in $patterns; do
            # shellcheck disable=SC2254 # it is a pattern
            case $unit in
                $pattern) chosen=$chosen$unit$nl && break ;;
            esac
        done
    done
    # A declared name that is an alias is loaded under another name.
    for unit in $wanted_units; do
        # Not templates: one that is masked is a link too, and asking for it aborts the whole call.
        case $unit in
            *@.*) continue ;;
        esac
        case $nl$1 in
            *"$nl$unit "*) continue ;;
        esac
        for directory in $unit_dirs; do
            [ ! -L "$directory/$unit" ] || { chosen=$chosen$unit$nl && break; }
        done
    done
}

properties=Id,Names,LoadState,ActiveState,SubState,NeedDaemonReload,NRestarts,MainPID,Result,CanReload,TriggeredBy

show() {
    ask show -p "$properties" -- "$@"
    printf '%s\n\n' "$answer"
}

# Sections `units` (as list-units prints them), `show` (records of Name=value lines, an empty line after each) and `cgroups`.
print_units() {
    ask list-units --all --plain --full --no-legend
    section units
    printf '%s\n' "$answer"
    listed=$answer
    choose_units "$answer" etc/systemd/system run/systemd/system
    section show
    on_lines show "$chosen"
    section cgroups
    set +f
    head -v -n 50 -- proc/[0-9]*/cgroup 2>/dev/null
    set -f
}

# Section `processes`: the beginnings of /proc/PID/stat and /proc/PID/cmdline, behind head's headlines. What has ended meanwhile, or may
# not be read, is missing here and below.
print_processes() {
    set +f
    section processes
    head -v -c 1024 -- proc/[0-9]*/stat proc/[0-9]*/cmdline 2>/dev/null
    set -f
}

# Section `sockets`: the lines of /proc/net for what listens (TCP 0A, unbound UDP 07, the flag 00010000 of unix sockets). Section `handles`:
# a line for each link `proc/PID/exe`, for `proc/PID/ns/pid` beside `proc/self/ns/pid`, which tells processes of containers from
# the host's, and for each open file that is a socket.
#
# A hundred processes may hold thousands of files each; then the first thousand of each count, because what a service listens on it
# opens early.
print_sockets() {
    command -v grep >/dev/null || return 0
    section sockets
    grep -Hs -e ' 0A ' -e ' 07 ' -e '^[^ ]*: [^ ]* [^ ]* 00010000 ' \
        proc/net/tcp proc/net/tcp6 proc/net/udp proc/net/udp6 proc/net/unix
    section handles
    set +f
    set -- proc/self/ns/pid proc/[0-9]*/exe proc/[0-9]*/ns/pid proc/[0-9]*/fd/*
    if [ $# -lt 20000 ]; then
        describe_links "$@"
    else
        describe_links proc/self/ns/pid proc/[0-9]*/exe proc/[0-9]*/ns/pid
        for process in proc/[0-9]*; do
            describe_links "$process"/fd/? "$process"/fd/?? "$process"/fd/???
        done
    fi | grep -e socket: -e /exe -e /ns/pid
    set -f
}

# `'LINK' -> 'TARGET'`; that of coreutils quotes in the style of C, so that no name can look like a line.
describe_links() { QUOTING_STYLE=c stat -c %N -- "$@" 2>/dev/null; }

# Section `properties`: what `systemctl show` says of one unit. Only properties without free text are asked for: a newline in another's
# value would look like a line of its own.
print_properties() { # UNIT PROPERTIES
    TZ=UTC
    export TZ
    ask show -p "$2" -- "$1"
    section properties
    printf '%s\n' "$answer"
}

# --- The managers of users.

# A command with the rights of the user that read_account set, and nothing of ours to take hold of: no terminal, no environment.
as_user() {
    set -- env -i "PATH=$PATH" LC_ALL=C "XDG_RUNTIME_DIR=/run/user/$user_id" "$@"
    if [ "$me" = "$user_id" ]; then
        timeout -k 2 10 "$@"
    else
        timeout -k 2 10 setsid -w setpriv --reuid="$user_id" --regid="$user_group" --clear-groups --no-new-privs "$@"
    fi
}

ask_user() {
    answer=$(as_user systemctl --user --no-pager "$@" 2>&1)
}

show_user() {
    ask_user show -p "$properties" -- "$@" && printf '%s\n\n' "$answer"
}

# Section `accounts`: lines of the user database. For each user a section `fifos NAME`, and where the manager runs, `units NAME` and
# `show NAME`, or `silent NAME` when it did not answer.
print_managers() {
    section accounts
    printf '%s' "$accounts"
    for account in $accounts; do
        read_account "$account"
        blocked=''
        section "fifos $user"
        for each in $user_fifos; do
            case $each in
                "$user":*) blocked=yes && printf '%s\n' "${each#*:}" ;;
            esac
        done
        if [ -z "$blocked" ] && is_running "user@$user_id.service"; then print_manager; fi
    done
}

is_running() { # UNIT
    for line in $listed; do
        case $line in
            "$1 "*' active '*) return 0 ;;
        esac
    done
    return 1
}

print_manager() {
    if ask_user list-units --all --plain --full --no-legend; then
        section "units $user"
        printf '%s\n' "$answer"
        unit_dirs=$user_home/.config/systemd/user
        choose_units "$answer" "$unit_dirs"
        section "show $user"
        on_lines show_user "$chosen" && return
    fi
    section "silent $user"
    printf '%s\n' "$answer"
}

# Section `packages`: which of the unit files in /etc a package brought, as `LIST-FILE:PATH` (dpkg) or `PACKAGE PATH` (rpm). dpkg-query
# would read the same lists, in five times the time.
print_packages() {
    set +f
    if [ -d var/lib/dpkg/info ] && command -v grep >/dev/null; then
        section dpkg
        grep -sH '^/etc/systemd/system/.*[.]' var/lib/dpkg/info/*.list
    elif [ -z "$root" ] && command -v rpm >/dev/null; then
        section rpm
        for path in etc/systemd/system/*.*; do
            if [ -L "$path" ] || [ ! -f "$path" ]; then continue; fi
            package=$(rpm -qf --qf '%{NAME}' -- "/$path" 2>/dev/null) && printf '%s /%s\n' "$package" "$path"
        done
    fi
    set -f
}

# Section `host`: uid and gid of whoever runs this, the word in /etc/machine-id, `systemctl --version`.
print_host() {
    section host
    id -u
    id -g
    word=missing
    if [ -f etc/machine-id ] && [ -r etc/machine-id ]; then
        word=''
        read -r word <etc/machine-id || :
        word=${word:-empty}
    fi
    printf '%s\n' "$word"
    [ -n "$root" ] || systemctl --version
}

print_accounts() { # FILE NAMES
    [ -n "$2" ] && [ -f "etc/$1" ] || return 0
    section "$1"
    cat "etc/$1"
}

# probe NONCE ROOT UNITS PATTERNS FILES USERS GROUPS UNIT PROPERTIES MANAGERS LOOK_BACK: an empty ROOT is the running system; the lists hold one item a
# line; FILES are relative to the root; MANAGERS are names of users. Of one UNIT, if any, PROPERTIES are read, which are separated by commas.
# With LOOK_BACK, a number of seconds, sweep.sh comes with this script and tells more, of which the first is what runs at the beginning.
probe() {
    LC_ALL=C
    PATH=/usr/sbin:/usr/bin:/sbin:/bin
    IFS=$nl
    export LC_ALL PATH
    unset SYSTEMD_COLORS SYSTEMD_URLIFY SYSTEMD_UNIT_PATH
    umask 077
    set -f
    nonce=$1 root=$2 wanted_units=$3 patterns=$4 wanted_files=$5 managers=${10} listed=''

    printf 'BEGIN %s\n' "$nonce"
    cd "${root:-/}" 2>/dev/null || fail no-root "$root"
    if [ -z "$root" ]; then
        command -v systemctl >/dev/null || fail no-systemctl "$(cat proc/1/comm 2>/dev/null)"
        [ -d run/systemd/system ] || fail not-booted "$(cat proc/1/comm 2>/dev/null)"
    fi
    user_lib=''
    [ -L lib ] || user_lib=lib
    [ -L lib ] || unit_dirs="$unit_dirs${nl}lib/systemd/system" flat_dirs="$flat_dirs${nl}lib/systemd/system-preset"

    me=$(id -u)
    [ -n "$root" ] || [ -z "${11}" ] || print_invocations begin
    print_host
    print_tree 2>/dev/null || print_tree 2>/dev/null || print_tree || fail changed ''
    print_packages
    print_accounts passwd "$6"
    print_accounts group "$7"
    nameless=''
    if has_nameless_preset; then nameless=yes; fi
    section hazards
    printf '%s' "$hazards"
    if [ -z "$root" ] && [ -z "$hazards$nameless" ]; then
        print_units
        if [ -n "$8" ]; then
            print_properties "$8" "$9"
        else
            print_processes
            print_sockets
            [ -z "${11}" ] || print_sweep "${11}"
        fi
    fi
    print_managers
    finish 0
}
