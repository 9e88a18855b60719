#!/bin/sh
# history.sh: reads what a host, or a directory tree, keeps of earlier runs, in one execution. It changes nothing there, not even a
# temporary file.
#
# It defines functions only. The last line, which HistoryScript adds, calls `history`: of a script that was cut short nothing runs. POSIX
# sh and coreutils; tested with dash, bash --posix and busybox sh.
#
# The answer is a line `BEGIN nonce`, a section `@nonce files` with a line `SIZE NAME` for each file, a section `@nonce bytes` with their
# contents one after the other, and a last line `END nonce STATUS`; or a section `@nonce failed` that says why not. Nobody can guess the
# nonce, so no content can look like one of these lines. Names are relative to the home of converge: txn/about and txn/answer of a
# change that is open, then hist/RUN/about and what else there is of that run, the newest run first.
#
# Only files that a run writes are read (transaction/end.sh says which). They are written once, so what is read is whole. None over 1 MiB
# is read, and no more than 6 MiB in all, the newest run first: what is left out is missing in the answer.

nl='
'

finish() { # STATUS
    printf '\nEND %s %s\n' "$nonce" "$1"
    exit "$1"
}

fail() { # TEXT
    printf '\n@%s failed\n%s' "$nonce" "$1"
    finish 1
}

# Newest first: `about` is the last file a run writes, and its time never changes after.
newest_first() {
    set +f
    # shellcheck disable=SC2012 # what is no plain name is left out
    ls -1td -- hist/*/about 2>/dev/null | head -n 100
    set -f
}

# What there is of a run, `about` first.
list_run() { # DIRECTORY
    list_files "$1/about" "$1/answer" "$1/plan" "$1/stops" "$1/jobs" "$1/others"
    set +f
    list_files "$1"/touched.*
    for user in "$1"/user.*; do
        list_files "$user/account" "$user/stops" "$user/jobs" "$user/others" "$user"/touched.*
    done
    [ "$1" != "hist/$wanted" ] || list_files "$1"/*.old
    set -f
}

list_files() { # FILE...
    for file do
        case $file in
            *[!A-Za-z0-9._/-]*) continue ;;
        esac
        [ -L "$file" ] || [ ! -f "$file" ] || found=$found$file$nl
    done
}

# Leaves out what is too much.
choose() { # LINES OF SIZE AND NAME: sets $chosen, $names
    chosen='' names='' total=0
    for line in $1; do
        size=${line%% *}
        if [ "$size" -gt 1048576 ] || [ $((total + size)) -gt 6291456 ]; then continue; fi
        total=$((total + size))
        chosen=$chosen$line$nl names=$names${line#* }$nl
    done
}

sizes() {
    # shellcheck disable=SC2086 # split at newlines
    [ -z "$1" ] || stat -c '%s %n' -- $1 2>/dev/null
}

contents() {
    # shellcheck disable=SC2086 # split at newlines
    [ -z "$1" ] || cat -- $1 2>/dev/null
}

# history NONCE ROOT RUN: an empty ROOT is the running system; of RUN, if any, the backups are read too.
history() {
    LC_ALL=C
    PATH=/usr/sbin:/usr/bin:/sbin:/bin
    IFS=$nl
    export LC_ALL PATH
    set -f
    nonce=$1 wanted=$3 found=''
    printf 'BEGIN %s\n' "$nonce"
    [ -z "$2" ] || [ -d "$2" ] || fail "$2 is no directory"
    home=$2/etc/systemd/system/.converge
    if [ -e "$home" ] || [ -L "$home" ]; then
        [ ! -L "$home" ] || fail "$home is a link"
        { cd "$home" && [ -r . ]; } 2>/dev/null || fail "$home may not be read by this user"
        list_files txn/about txn/answer
        for about in $(newest_first); do
            case $about in
                *[!A-Za-z0-9/-]*) ;;
                *) list_run "${about%/about}" ;;
            esac
        done
    fi
    choose "$(sizes "$found")"
    printf '\n@%s files\n%s\n@%s bytes\n' "$nonce" "$chosen" "$nonce"
    contents "$names"
    finish 0
}
