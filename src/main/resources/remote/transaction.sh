#!/bin/sh
# Carries out the plan of one host, whole or not at all. It is sent to `sh -s`; the last line calls `transact` with the plan as a
# here-document. A shell reads a script from its standard input in blocks, so nothing below reads that input.
# Needs: a POSIX shell (dash, bash, busybox), coreutils 8.25, flock; systemctl for a running system, not for a directory tree.
# Where there is systemd-analyze, it verifies new unit files first.
#
# Home: /etc/systemd/system/.converge/, 0700, which systemd ignores. In it:
#   lock        held by the run that changes the host; says who and since when
#   stage.RUN   a change being prepared; worth nothing after a crash
#   txn         the open change: whatever finds it undoes it
#   hist/RUN    a change that is done, with what it replaced; the last five are kept
#   drop.RUN    what is being thrown away
#   manifest    what converge owns on this host
#
# What a crash (SIGKILL, power cut) leaves after each phase, and what the next contact makes of it:
#   lock, read, check     nothing                                                                 -> old
#   stage                 stage.RUN, and files named .converge-RUN-* on other file systems        -> thrown away: old
#   stage renamed to txn  some paths swapped, some units stopped, reloaded, started               -> undone: old
#   undo                  some paths put back                                                     -> undone again: old
#   txn renamed to hist   copies beside targets on other file systems, more than five old changes -> thrown away: new
# Every file reaches the disk before the rename that gives it meaning: fsync of files, then of their directories, then the rename.
#
# Signals: SIGHUP and SIGPIPE are ignored, so a lost connection changes nothing: the script runs to its end, unheard. SIGTERM and
# SIGINT undo the change; the undo itself cannot be interrupted.
#
# Homes of users: what lies there is changed with the rights of its user and never with ours, so whatever links and races a user prepares,
# nothing is reached that the user could not reach alone. Staged files and backups lie beside the targets, and are the user's too. Jobs
# of a user's manager are asked of it with the same rights; setpriv (util-linux) is needed for that. What a user spoils in his own home
# while a change is undone is told, and keeps nobody from later changes of the host.
#
# The answer, a line each: BEGIN NONCE, then KEY TEXT lines, then END NONCE STATUS.
#   recovered RUN   an open change of an earlier run was undone first
#   did TEXT        a step is done
#   moved PATH      (refused) what the plan saw is no longer there, with the next line `now TOKEN`
#   denied TEXT     (refused) a path that is not to be changed
#   unfit TEXT      (unfit) what the host's systemd says of a new unit file, with its path and line
#   unverified TEXT why systemd was not asked about the new unit files
#   failed TEXT     the step that failed
#   note TEXT       what the host said about it
#   left TEXT       (stuck) what is neither old nor new
#   stuck RUN       the earlier run whose open change cannot be undone
#   outcome WORD    applied, undone, refused, unfit, busy, not-begun or stuck
#
# A token says what is at a path: `-` nothing, d:MODE:UID:GID a directory, l:TARGET a link, f:MODE:UID:GID:SHA256 a file, o anything
# else. The journal (txn/plan, and txn/undo with the same entries last to first) has six lines an entry: number, place of its staged
# file and backup (`-` the home of converge; DIRECTORY/.converge-RUN; @UID:GID:DIRECTORY/.converge-RUN with that user's rights), old token,
# new token, size, path. All paths are without the prefix of a directory tree.

set -u
unset CDPATH ENV BASH_ENV
LC_ALL=C
PATH=/usr/sbin:/usr/bin:/sbin:/bin
SYSTEMD_COLORS=0
SYSTEMD_PAGER=
export LC_ALL PATH SYSTEMD_COLORS SYSTEMD_PAGER
umask 077

newline='
'
# Whose rights are used: on the target of an entry, and for the manager in question. Nobody's but ours.
as='' ids='' whose=''
units_dir=/etc/systemd/system

# ---- answering

# A reader that went away is no reason to stop.
say() {
    printf '%s\n' "$*" 2>/dev/null || true
}

# The first failure is the cause; what fails after it in the same step is a consequence.
failed() { # WHAT [DETAIL]
    say "failed $1"
    [ -z "${2-}" ] || notes "$2"
    return 1
}

notes() { # TEXT, of any number of lines
    text=$1$newline
    while [ -n "$text" ]; do
        say "note ${text%%"$newline"*}"
        text=${text#*"$newline"}
    done
}

# Calls a function with each line, until one fails.
each_line() { # LINES FUNCTION
    while [ -n "$1" ]; do
        "$2" "${1%%"$newline"*}" || return 1
        set -- "${1#*"$newline"}" "$2"
    done
}

# Ends the run with nothing changed.
leave() { # OUTCOME STATUS
    [ -z "$stage" ] || discard "$stage"
    say "outcome $1"
    say "END $nonce $2"
    exit "$2"
}

not_begun() { # WHAT [DETAIL]
    failed "$@" || leave not-begun 1
}

# Runs a command; what it said is in $said.
attempt() {
    said=$("$@" 2>&1)
}

# ---- what is at a path

token() { # PATH: sets $token
    if [ -L "$1" ]; then
        # The dot keeps newlines at the end of a target.
        token=$(readlink -n -- "$1" && echo .)
        token=l:${token%.}
    elif [ -d "$1" ]; then
        token=$(stat -c 'd:%a:%u:%g' -- "$1")
    elif [ -f "$1" ]; then
        token=$(stat -c 'f:%a:%u:%g' -- "$1")
        # By redirection: given a name with a backslash, sha256sum would print an escaped line.
        sum=$(sha256sum <"$1")
        token=$token:${sum%% *}
    elif [ -e "$1" ]; then
        token=o
    else
        token=-
    fi
} 2>/dev/null

# The same for many paths with two processes instead of two for each file.
tokens() { # LINES OF PATHS: sets $tokens, a line each
    tokens='' files=''
    each_line "$1" add_file
    if bulk_stat "$files"; then
        each_line "$1" add_known_token
    else
        # One of them went away or cannot be read.
        each_line "$1" add_token
    fi
}

# A path with @UID:GID: before it is none of these.
add_file() { # PATH
    [ -L "$1" ] || [ ! -f "$1" ] || files=$files$1$newline
}

# Sets $stats and $sums, a line for each file.
bulk_stat() { # LINES OF PATHS
    stats='' sums=''
    [ -n "$1" ] || return 0
    lines_to_words "$1"
    # shellcheck disable=SC2086 # split at newlines
    stats=$(stat -c 'f:%a:%u:%g' -- $words) && sums=$(sha256sum -- $words)
    status=$?
    words_are_words
    return "$status"
} 2>/dev/null

add_known_token() { # PATH
    case $newline$files in
        *"$newline$1$newline"*)
            sum=${sums%%"$newline"*}
            # A backslash in front says that the name after it is escaped.
            sum=${sum#\\}
            tokens=$tokens${stats%%"$newline"*}:${sum%% *}$newline
            stats=${stats#*"$newline"} sums=${sums#*"$newline"}
            ;;
        *) add_token "$1" ;;
    esac
}

add_token() { # PATH, or @UID:GID:PATH
    case $1 in
        @*) user_token "${1%%:/*}" "/${1#*:/}" ;;
        *) token "$1" ;;
    esac
    # No plan names a link with a line break in it, so it is no match in any case.
    case $token in
        *"$newline"*) token='l:?' ;;
    esac
    tokens=$tokens$token$newline
}

# The next of $tokens.
next_token() { # sets $token
    token=${tokens%%"$newline"*}
    tokens=${tokens#*"$newline"}
}

# What is at a path in a user's home: found with the user's rights and in limited time, because it may become a FIFO while it is read.
user_token() { # @UID:GID PATH: sets $token
    # shellcheck disable=SC2016 # for the other shell
    attempt as_user 20 "${1#@}" sh -c '
        if [ -L "$1" ]; then
            token=$(readlink -n -- "$1" && echo .)
            printf "%s" "l:${token%.}"
        elif [ -d "$1" ]; then
            stat -c "d:%a:%u:%g" -- "$1"
        elif [ -f "$1" ]; then
            token=$(stat -c "f:%a:%u:%g" -- "$1") && sum=$(sha256sum <"$1") && echo "$token:${sum%% *}"
        elif [ -e "$1" ]; then
            echo o
        else
            echo -
        fi' sh "$2" || said='?'
    token=$said
}

target_token() { # of an entry: sets $token
    if [ -n "$as" ]; then user_token "@$as" "$target"; else token "$target"; fi
}

# Lets an unquoted $words fall apart at newlines and nowhere else, until words_are_words.
lines_to_words() { # LINES
    words=$1
    IFS=$newline
    set -f
}

words_are_words() {
    set +f
    unset IFS
}

# Directories are the same whatever their mode: converge makes and removes them, it does not manage them.
same() { # TOKEN TOKEN
    case $1,$2 in
        d:*,d:*) return 0 ;;
    esac
    [ "$1" = "$2" ]
}

is_empty() { # DIRECTORY
    for inside in "$1"/* "$1"/.[!.]* "$1"/..?*; do
        if [ -e "$inside" ] || [ -L "$inside" ]; then
            return 1
        fi
    done
}

# ---- the rights of users

# Runs a command with the rights of a user. It gets none of our files, no terminal and no environment, and its output goes to a file: a user
# can take over any process with his rights, and must not be able to keep us waiting with it.
as_user() { # SECONDS UID:GID COMMAND...
    limit=$1 rights=$2
    shift 2
    set -- env -i "PATH=$PATH" LC_ALL=C "XDG_RUNTIME_DIR=/run/user/${rights%:*}" "$@"
    [ "$rights" = "$me" ] ||
        set -- setsid -w setpriv --reuid="${rights%:*}" --regid="${rights#*:}" --clear-groups --no-new-privs "$@"
    rm -f -- "$home/said"
    timeout -k 5 "$limit" "$@" >"$home/said" 2>&1 3<&- 5<&- 9<&-
    set -- $?
    head -c 65536 -- "$home/said"
    return "$1"
}

# Runs a command on the target of an entry, with the rights of whom it belongs to.
by_owner() { # COMMAND...
    if [ -n "$as" ]; then as_user 30 "$as" "$@"; else "$@"; fi
}

# ---- home and lock

open_home() {
    base=$root$units_dir
    home=$base/.converge
    [ -z "$root" ] || [ -d "$root" ] || not_begun 'look for the directory tree' "$root is no directory"
    check_parents "$units_dir/.converge/lock" || not_begun 'open the home of converge' "$why"
    [ -d "$home/hist" ] && return
    attempt make_base || not_begun 'make the directory of units' "$said"
    attempt mkdir -p -m 700 -- "$home" "$home/hist" || not_begun 'make the home of converge' "$said"
    attempt sync -- "$home" "$base" || not_begun 'make the home of converge' "$said"
}

make_base() {
    umask 022 && mkdir -p -- "$base"
}

# The lock goes with the last process that holds file 9, so it never outlives its run. systemctl and the like inherit it on
# purpose: a change is not over while one of them still works.
take_lock() {
    command -v flock >/dev/null || not_begun 'find flock' 'flock is not installed (package util-linux)'
    (: >>"$home/lock") 2>/dev/null || not_begun 'open the lock' "$home/lock cannot be written"
    exec 9<>"$home/lock"
    if ! flock -n 9; then
        IFS= read -r holder <"$home/lock"
        say "note $holder"
        say 'outcome busy'
        say "END $nonce 1"
        exit 1
    fi
    printf 'run %s by %s since %s\n' "$run" "$by" "$(date -u +%Y-%m-%dT%H:%M:%SZ)" >"$home/lock" ||
        not_begun 'write the lock' "$home/lock cannot be written"
}

# ---- the journal

# Calls a function for each entry of a journal file, until one fails. It finds $n, $at, $as, $old, $new, $size, $path and $target.
each_entry() { # FILE FUNCTION
    while IFS= read -r n; do
        [ "$n" != end ] || { as='' && return; }
        IFS= read -r place && IFS= read -r old && IFS= read -r new && IFS= read -r size && IFS= read -r path || return 1
        target=$root$path as=''
        case $place in
            -) at=$work/$n ;;
            @*) as=${place%%:/*} at=/${place#*:/}-$n as=${as#@} ;;
            *) at=$root$place-$n ;;
        esac
        "$2" || return 1
    done <"$1"
    # No `end`: the file is not whole.
    return 1
}

# Throws away a change that is staged, undone or done, with its files on other file systems. Safe to repeat.
discard() { # DIRECTORY
    work=$1
    dropped=yes
    [ ! -f "$work/undo" ] || each_entry "$work/undo" drop_beside
    # Else the list of what lies elsewhere must stay for the next contact.
    [ -z "$dropped" ] || rm -rf -- "$work"
}

drop_beside() {
    [ "$place" = - ] || attempt by_owner rm -f -- "$at.new" "$at.old" "$at.edited" || [ -n "$as" ] || dropped=''
}

# ---- reading the plan (file 3), and checking each path against the host

# A line that is missing must not be taken for one that is empty: without `root`, the tree to change would be this machine.
read_field() { # WORD: sets $field
    IFS= read -r line <&3 || line=''
    case $line in
        "$1 "*) field=${line#"$1 "} ;;
        *) not_begun 'read the plan' 'it did not arrive whole' ;;
    esac
}

read_header() {
    read_field converge-transaction
    [ "$field" = 1 ] || not_begun 'read the plan' "it has the format $field, this script knows 1"
    read_field run
    run=$field
    read_field by
    by=$field
    read_field root
    system=''
    [ -n "$field" ] || system=yes
    root=${field%/}
}

# The plan is read to `content` or it did not arrive whole.
read_plan() {
    while IFS= read -r line <&3; do
        case $line in
            'user '*) read_user "${line#user }" ;;
            'path '*) path=${line#path } declared='' mark='' ;;
            'file '*) path=${line#file } declared=yes mark='' ;;
            'home '*) read_home "${line#home }" ;;
            'from '*) old=${line#from } ;;
            'to '*) new=${line#to } ;;
            'size '*) size=${line#size } && list_path ;;
            'manifest '*) manifest=${line#manifest } ;;
            'of '*) planned=$stage/user.${line#of } ;;
            'stop '*) list_job stops "${line#stop }" ;;
            'job '*) list_job jobs "${line#job }" ;;
            'removed '*) list_job removed "${line#removed }" ;;
            'content '*) read_content "${line#content }" && check_plan && return ;;
            *) break ;;
        esac
    done
    not_begun 'read the plan' 'it did not arrive whole'
}

# A user whose home or manager the plan has to do with. The host's own word on who that is counts.
read_user() { # NAME UID:GID HOME
    user=${1%% *}
    user_home=${1#* }
    user_ids=${user_home%% *}
    user_home=${user_home#* }
    attempt mkdir -- "$stage/user.$user" || not_begun 'store the plan' "$said"
    printf '%s\n' "$user_ids" "$user_home" >"$stage/user.$user/account" || not_begun 'store the plan' 'no space, or an error of the disk'
    : >"$stage/user.$user/stops" && : >"$stage/user.$user/jobs" && : >"$stage/user.$user/removed"
    [ -n "$system" ] || return 0
    is_account || { say "denied $user is no longer the user $user_ids with the home $user_home" && refused=yes; }
}

is_account() {
    case $(getent passwd "$user" || while IFS= read -r line; do echo "$line"; done </etc/passwd) in
        "$user":*:"$user_ids":*:"$user_home":* | *"$newline$user":*:"$user_ids":*:"$user_home":*) ;;
        *) return 1 ;;
    esac
}

read_account() { # of $user
    { IFS= read -r user_ids && IFS= read -r user_home; } <"$work/user.$user/account"
}

# A path in the home of one of these.
read_home() { # NAME PATH
    path=${1#* } declared=@${1%% *} user=${1%% *} mark=''
    read_account || not_begun 'read the plan' "it names no user $user"
    [ -z "$system" ] || mark=@$user_ids:
}

# A line of a list of the system's manager, or of the user's that was named last.
list_job() { # LIST LINE
    if [ -n "$planned" ]; then
        printf '%s\n' "$2" >>"$planned/$1" || not_begun 'store the plan' 'no space, or an error of the disk'
        return
    fi
    case $1 in
        stops) system_stops=$system_stops$2$newline ;;
        jobs) system_jobs=$system_jobs$2$newline ;;
        removed) system_removed=$system_removed$2$newline ;;
    esac
}

read_content() { # BYTES
    # The size tells a plan that was cut short: a shell takes the end of its input for the end of a here-document.
    attempt write_blob || not_begun 'store the new contents' "$said"
    [ "$(stat -c %s -- "$stage/blob")" = "$1" ] || not_begun 'read the plan' 'it did not arrive whole'
}

write_blob() {
    base64 -d <&3 >"$stage/blob"
}

# In the form of a journal, whose numbers and places are not known yet.
list_path() {
    wanted=$wanted$declared$newline-$newline$old$newline$new$newline$size$newline$path$newline
    targets=$targets$mark$root$path$newline
}

check_plan() {
    printf '%send\n' "$wanted" >"$stage/wanted" || not_begun 'store the plan' 'no space, or an error of the disk'
    tokens "$targets"
    each_entry "$stage/wanted" plan_path || not_begun 'read back the plan' 'an error of the disk'
    rm -f -- "$stage/wanted"
    plan_manifest
}

plan_path() {
    declared=$n user=''
    case $declared in
        @*) user=${declared#@} && read_account ;;
    esac
    next_token
    if ! check_path || ! check_above; then
        say "denied $path $why"
        refused=yes
    elif ! same "$token" "$old"; then
        say "moved $path"
        say "now $token"
        refused=yes
    else
        [ "$new" = - ] || plan_parents
        add_entry "$path"
        swaps=$swaps$entry
        [ "$new" != - ] || plan_emptied "${path%/*}"
    fi
}

# The manifest may be anything before: the lock keeps other runs away from it.
plan_manifest() {
    user=''
    path=$units_dir/.converge/manifest
    new=f:600:$me:${manifest% *}
    size=${manifest#* }
    token "$root$path"
    old=$token
    case $old in
        - | f:*) ;;
        *) not_begun 'read the manifest' "$root$path is no plain file" ;;
    esac
    # Also when it is the same: its bytes are part of the contents that follow.
    add_entry "$path"
    swaps=$swaps$entry
}

# Adds the entry for a path whose place is found near or beside.
add_entry() { # PATH
    entries=$((entries + 1))
    n=$entries
    dir=${1%/*}
    while [ ! -d "$root$dir" ]; do
        dir=${dir%/*}
    done
    place_in "$dir"
    entry=$n$newline$place$newline$old$newline$new$newline$size$newline$1$newline
}

# A rename is atomic only within a mount. Where the home lies on another one, staged file and backup lie beside the target. The mount
# point is compared as well as the device: a bind mount has the same device and still refuses the rename.
place_in() { # DIRECTORY: sets $place
    if [ -n "$user" ] && [ -n "$system" ]; then
        # Not in a directory that the change may leave empty.
        case $1 in
            "$user_home"/.config/systemd/user/*) place=@$user_ids:$user_home/.config/systemd/user/.converge-$run ;;
            *) place=@$user_ids:$1/.converge-$run ;;
        esac
        far_dirs=$far_dirs$1$newline
        return
    fi
    case $newline$near_dirs in
        *"$newline$1$newline"*) place=- && return ;;
    esac
    place=$1/.converge-$run
    case $newline$far_dirs in
        *"$newline$1$newline"*) return 0 ;;
    esac
    mount=$(stat -c '%d %m' -- "$root$1/.") || not_begun 'find the file system' "of $root$1"
    if [ "$mount" = "$home_mount" ]; then
        near_dirs=$near_dirs$1$newline
        place=-
    else
        far_dirs=$far_dirs$1$newline
    fi
}

# Missing parents are made first, outermost first.
plan_parents() {
    parent='' rest=${path#/} below=$path kept_old=$old kept_new=$new kept_size=$size
    while case $rest in */*) true ;; *) false ;; esac do
        parent=$parent/${rest%%/*} rest=${rest#*/}
        [ ! -d "$root$parent" ] || continue
        case $newline$new_dirs in
            *"$newline$parent$newline"*) continue ;;
        esac
        new_dirs=$new_dirs$parent$newline
        old=- new=d:755${user:+:$user_ids} size=0
        add_entry "$parent"
        made=$made$entry
    done
    path=$below old=$kept_old new=$kept_new size=$kept_size
}

# UNIT.d/, UNIT.wants/ and their like go when the change leaves them empty, as `systemctl disable` has it. Other directories stay.
plan_emptied() { # DIRECTORY
    user_units=${user:+$user_home/.config/systemd/user}
    user_units=${user_units:-//}
    case $1 in
        "$units_dir"/*/* | /run/systemd/*/*/*) return 0 ;;
        "$units_dir"/* | /run/systemd/system/* | /run/systemd/system.control/* | /etc/systemd/system.control/*) ;;
        "$user_units"/*/*) return 0 ;;
        "$user_units"/*) ;;
        *) return 0 ;;
    esac
    case $1 in
        *.d | *.wants | *.requires | *.upholds) ;;
        *) return 0 ;;
    esac
    case $newline$old_dirs in
        *"$newline$1$newline"*) return 0 ;;
    esac
    old_dirs=$old_dirs$1$newline
    token "$root$1"
    old=$token new=- size=0
    add_entry "$1"
    emptied=$emptied$entry
}

# What converge may change at all. The plan marks the paths that a play declares in `files`; the rest are systemd's.
check_path() {
    why='is never changed by converge'
    case $path/ in
        *//* | */./* | */../*) return 1 ;;
        "$units_dir"/.converge/*) return 1 ;;
        /proc/* | /sys/* | /dev/* | /boot/*) return 1 ;;
        /etc/machine-id/ | /etc/fstab/ | /etc/passwd*/ | /etc/shadow*/ | /etc/group*/ | /etc/gshadow*/) return 1 ;;
        /etc/sudoers/ | /etc/sudoers.d/* | /etc/ssh/* | /etc/pam.d/* | /etc/ld.so.*) return 1 ;;
        /root/.ssh/* | /home/*/.ssh/*) return 1 ;;
    esac
    if [ -n "$user" ]; then
        why="is outside the directory of units of user $user"
        case $path in
            "$user_home"/.config/systemd/user/*) return 0 ;;
        esac
        return 1
    fi
    case $path in
        /etc/systemd/*/* | /run/systemd/system/* | /run/systemd/system.control/*) return 0 ;;
        /var/lib/systemd/linger/*/*) return 1 ;;
        /var/lib/systemd/linger/*) return 0 ;;
    esac
    why='is outside the directories of systemd and no declared file'
    [ -n "$declared" ]
}

check_above() { # of $path: or sets $why
    if [ -n "$user" ]; then check_home; else check_parents "$path"; fi
}

# From the home on, everything must plainly be the user's. This is for a clear answer; what keeps other files safe is that the user's rights
# are all that is used there.
check_home() { # of $path: or sets $why
    above=$user_home rest=${path#"$user_home"/}
    [ -d "$root$above" ] || { why="is for the home $above, which is not there" && return 1; }
    while :; do
        if [ -L "$root$above" ]; then
            why="lies below the symbolic link $above"
            return 1
        elif [ -e "$root$above" ] && [ ! -d "$root$above" ]; then
            why="lies below $above, which is no directory"
            return 1
        elif [ -n "$system" ] && [ -d "$above" ] && [ "$(stat -c %u -- "$above")" != "${user_ids%:*}" ]; then
            why="lies below $above, which does not belong to user $user"
            return 1
        fi
        case $rest in
            */*) above=$above/${rest%%/*} rest=${rest#*/} ;;
            *) return 0 ;;
        esac
    done
}

# A symlink among the parents could lead anywhere.
check_parents() { # PATH: or sets $why
    above=$root rest=${1#/}
    while case $rest in */*) true ;; *) false ;; esac do
        above=$above/${rest%%/*} rest=${rest#*/}
        if [ -L "$above" ]; then
            why="lies below the symbolic link $above"
            return 1
        elif [ -e "$above" ] && [ ! -d "$above" ]; then
            why="lies below $above, which is no directory"
            return 1
        fi
    done
}

# ---- staging: everything that is needed to go forward and back is on disk before anything changes

stage_all() {
    journal=$made$swaps$emptied
    reversed='' targets='' staged=''
    printf '%send\n' "$journal" >"$stage/plan" || not_begun 'store the plan' 'no space, or an error of the disk'
    attempt each_entry "$stage/plan" true || not_begun 'read back the plan' 'an error of the disk'
    each_entry "$stage/plan" reverse
    printf '%send\n' "$reversed" >"$stage/undo" || not_begun 'store the way back' 'no space, or an error of the disk'
    attempt each_entry "$stage/undo" true || not_begun 'read back the way back' 'an error of the disk'
    # Given back when an undo begins, should the disk be full by then.
    head -c 65536 /dev/zero >"$stage/reserve" || not_begun 'reserve space for the way back' 'no space, or an error of the disk'
    to_sync="$stage/plan$newline$stage/undo$newline$stage/reserve$newline"
    [ -z "$far_dirs" ] || announce_beside
    exec 5<"$stage/blob"
    each_entry "$stage/plan" stage_entry || not_begun "prepare $path" "$said"
    exec 5<&-
    tokens "$staged"
    each_entry "$stage/plan" check_staged || not_begun "prepare $path" "$said"
    rm -f -- "$stage/blob"
    [ -z "$system" ] || { verify_files; stage_units; }
    sync_list "$to_sync" || not_begun 'bring the preparation to the disk' "$said"
    sync_list "$far_sync$stage$newline$home$newline" || not_begun 'bring the preparation to the disk' "$said"
}

# Files on other file systems must never be there without the list that says whose they are.
announce_beside() {
    attempt touch -- "$stage/beside" || not_begun 'store the plan' "$said"
    sync_list "$to_sync$stage/beside$newline" || not_begun 'bring the preparation to the disk' "$said"
    sync_list "$stage$newline$home$newline" || not_begun 'bring the preparation to the disk' "$said"
}

reverse() {
    targets=$targets${as:+@$as:}$target$newline
    reversed=$n$newline$place$newline$old$newline$new$newline$size$newline$path$newline$reversed
}

stage_entry() {
    if [ "$place" != - ]; then
        far_sync=$far_sync${at%/*}$newline
    fi
    case $new in
        l:*) attempt by_owner ln -s -- "${new#l:}" "$at.new" || return 1 ;;
        f:*) stage_file || return 1 ;;
    esac
    case $old,$new in
        [fl]:*,-) [ "$place" = - ] || keep_copy ;;
        [fl]:*) back_up ;;
    esac
}

# Content, then owner, then mode, because a change of owner clears set-id bits.
stage_file() {
    mode=${new#f:}
    owner=${mode#*:}
    owner=${owner%:*}
    mode=${mode%%:*}
    [ -z "$as" ] || { stage_for_user; return; }
    set_umask
    head -c "$size" <&5 >"$at.new"
    status=$?
    umask 077
    said='no space, or an error of the disk'
    [ "$status" = 0 ] || return 1
    [ "$owner" = "$me" ] || attempt chown "$owner" -- "$at.new" || return 1
    [ -z "$chmod" ] || attempt chmod "$mode" -- "$at.new" || return 1
    staged=$staged$at.new$newline
    to_sync=$to_sync$at.new$newline
} 2>/dev/null

stage_for_user() {
    said='no space, or an error of the disk'
    head -c "$size" <&5 >"$work/part" || return 1
    # shellcheck disable=SC2016 # for the other shell
    attempt as_user 30 "$as" sh -c 'umask 077 && set -C && cat >"$1" && chmod "$2" -- "$1"' sh "$at.new" "$mode" <"$work/part" || return 1
    rm -f -- "$work/part"
    staged=$staged@$as:$at.new$newline
    to_sync=$to_sync$at.new$newline
}

# Saves a chmod where a new file can be born with its mode: no bit to execute, none of the special ones.
set_umask() { # for $mode; sets $chmod if that is still needed
    chmod=yes
    case $mode in
        [0246][0246][0246])
            tail=${mode#?}
            umask "$((6 - ${mode%??}))$((6 - ${tail%?}))$((6 - ${tail#?}))"
            chmod=''
            ;;
    esac
}

# Reads back what was written.
check_staged() {
    case $new in
        f:*) ;;
        *) return 0 ;;
    esac
    next_token
    said="staged as $token instead of $new"
    [ "$token" = "$new" ]
}

# A hard link keeps everything, costs no space and needs no fsync of content. A copy is read back.
back_up() {
    [ "$place" = - ] || keep_copy || return 1
    attempt by_owner ln -- "$target" "$at.old" && return
    # A copy in a home would be ours.
    [ -z "$as" ] || return 1
    copy_to "$at.old"
}

# For the history: what lies beside the target goes when the change is over.
keep_copy() {
    copy_to "$work/$n.old"
}

copy_to() { # FILE
    attempt cp -a -- "$target" "$1" || return 1
    token "$1"
    said="copied as $token instead of $old"
    [ "$token" = "$old" ] || return 1
    [ -L "$1" ] || to_sync=$to_sync$1$newline
}

# fsync of each file or directory of a list. Never a plain `sync`, which waits for every disk there is.
sync_list() { # LINES
    lines_to_words "$1"
    # shellcheck disable=SC2086 # split at newlines
    set -- $words
    words_are_words
    [ $# = 0 ] || attempt sync -- "$@"
}

open_change() {
    attempt mv -T -- "$stage" "$home/txn" || {
        why=$said
        # It may have done so all the same.
        [ -d "$stage" ] || attempt mv -T -- "$home/txn" "$stage"
        not_begun 'open the change' "$why"
    }
    stage='' work=$home/txn
    attempt sync -- "$home" || {
        failed 'bring the open change to the disk' "$said"
        return 1
    }
    say 'did prepare'
}

# ---- swapping

swap_all() {
    each_entry "$work/plan" swap || return 1
    tokens "$targets"
    each_entry "$work/plan" check_swapped || return 1
    sync_dirs || { failed 'bring the changed directories to the disk' "$said"; return 1; }
    say 'did swap'
}

swap() {
    [ -z "$interrupted" ] || { failed "change $path" 'interrupted'; return 1; }
    target_token
    same "$token" "$old" || { failed "change $path" "it was changed meanwhile and now is $token"; return 1; }
    case $old,$new in
        d:*,-)
            attempt by_owner rmdir -- "$target" || {
                # Somebody put something there, so it stays.
                is_empty "$target" || return 0
                failed "remove $path" "$said"
                return 1
            }
            ;;
        *,-) attempt by_owner mv -fT -- "$target" "$at.old" || { failed "remove $path" "$said"; return 1; } ;;
        *,d:*) attempt make_directory || { failed "make $path" "$said"; return 1; } ;;
        *) attempt by_owner mv -fT -- "$at.new" "$target" || { failed "write $path" "$said"; return 1; } ;;
    esac
    say "did change $path"
}

# d:755, or d:755:UID:GID in the home of a user, which in a directory tree has nobody's rights but ours.
make_directory() {
    by_owner mkdir -m 755 -- "$target" || return 1
    case $new,$me in
        d:755:*,0:*) [ -n "$as" ] || chown "${new#d:755:}" -- "$target" ;;
    esac
}

# A directory may have stayed.
check_swapped() {
    next_token
    case $old,$new,$token in
        d:*,-,d:*) return 0 ;;
    esac
    same "$token" "$new" || { failed "change $path" "it was changed right after and now is $token"; return 1; }
}

# fsync of every directory that has a changed name in it, in both directions.
sync_dirs() {
    dirs=
    each_entry "$work/undo" add_dir && sync_list "$dirs"
}

add_dir() {
    dir=${target%/*}
    case $newline$dirs in
        *"$newline$dir$newline"*) ;;
        *) [ ! -d "$dir" ] || dirs=$dirs$dir$newline ;;
    esac
    [ "$place" = - ] || dirs=$dirs${at%/*}$newline
}

# ---- undo

# Puts back what the open change did. Decides by content, never by which names there are: after a power cut both names of a rename can
# be there. Needs no space. Whatever fails, the rest is still put back.
undo() { # 0 when all files are as before
    trap '' INT TERM
    stuck=
    rm -f -- "$work/reserve"
    [ -z "$system" ] || { each_user stop_started; manage_system; stop_started; }
    each_entry "$work/undo" put_back || left "the journal $work/undo is not whole"
    attempt sync_dirs || left "the disk: $said"
    [ -z "$system" ] || { manage_system; start_stopped; each_user start_stopped; manage_system; }
    [ -z "$stuck" ]
}

# Nobody may bar a host from all further changes by what he does in his own home: what cannot be put back there is told once.
left() {
    if [ -n "$recovering" ] && [ -n "$as$ids" ]; then
        say "note left $1"
        return 0
    fi
    say "left $1"
    stuck=yes
}

put_back() {
    target_token
    if same "$token" "$old"; then
        return 0
    elif ! same "$token" "$new"; then
        was_swapped || return 0
        # Edited after the swap: the edit is kept, in the history.
        attempt by_owner mv -T -- "$target" "$at.edited" || { left "$path: $said"; return 0; }
        say "note $path was edited meanwhile; the edit is kept in $home/hist/$run/$n.edited"
        [ "$place" = - ] || attempt mv -T -- "$at.edited" "$work/$n.edited"
    fi
    case $old,$new in
        -,d:*)
            # Not empty: somebody put something there, so it stays.
            attempt by_owner rmdir -- "$target" || ! is_empty "$target" || left "$path: $said"
            return 0
            ;;
        -,*) attempt by_owner rm -f -- "$target" ;;
        d:*) attempt make_again ;;
        *) attempt by_owner mv -fT -- "$at.old" "$target" ;;
    esac || { left "$path: $said"; return 0; }
    target_token
    same "$token" "$old" || left "$path: now is $token"
}

# A staged file that is still there was not moved to its target; a removed one is where it was moved to.
was_swapped() {
    case $new in
        -) [ -e "$at.old" ] || [ -L "$at.old" ] ;;
        *) [ ! -e "$at.new" ] && [ ! -L "$at.new" ] ;;
    esac
}

make_again() {
    mode=${old#d:}
    owner=${mode#*:}
    mode=${mode%%:*}
    by_owner mkdir -m "$mode" -- "$target" && { [ "$owner" = "$me" ] || [ -n "$as" ] || chown "$owner" -- "$target"; }
}

# Closes a change that was undone. Edits made meanwhile stay in the history.
close_undone() {
    closed=$home/drop.$run
    for edit in "$work"/*.edited; do
        if [ -e "$edit" ] || [ -L "$edit" ]; then
            closed=$home/hist/$run
        fi
    done
    attempt mv -T -- "$work" "$closed" && attempt sync -- "$home" "$home/hist" || return 1
    [ "$closed" = "$home/hist/$run" ] || discard "$closed"
    return 0
}

# ---- recovery: before anything else, what an earlier run left

recover() {
    for leftover in "$home"/stage.* "$home"/drop.*; do
        [ ! -d "$leftover" ] || discard "$leftover"
    done
    for leftover in "$home"/hist/*/beside; do
        [ ! -f "$leftover" ] || clean_beside "${leftover%/beside}"
    done
    [ -d "$home/txn" ] || return 0
    mine=$run work=$home/txn recovering=yes
    IFS= read -r run <"$work/id"
    if undo && close_undone; then
        say "recovered $run"
        run=$mine recovering=''
        trap 'interrupted=yes' INT TERM
    else
        say "failed undo the change of run $run, which was cut off"
        say "stuck $run"
        leave stuck 2
    fi
}

# ---- the end

# The change is done when txn has become hist/RUN on the disk. Only then is anything thrown away.
commit() {
    [ -z "$interrupted" ] || { failed 'close the change' 'interrupted'; return 1; }
    if ! attempt mv -T -- "$work" "$home/hist/$run" || ! attempt sync -- "$home" "$home/hist"; then
        failed 'close the change' "$said"
        # It may be closed all the same.
        [ -d "$work" ] || attempt mv -T -- "$home/hist/$run" "$work"
        return 1
    fi
    trap '' INT TERM
    work=$home/hist/$run
}

clean_beside() { # DIRECTORY
    work=$1
    dropped=yes
    each_entry "$work/undo" drop_beside && [ -n "$dropped" ] && rm -f -- "$work/beside"
}

# Newest first by the time of the rename. The names are ids of runs, so a line is a name.
prune_history() {
    kept=0
    # shellcheck disable=SC2012 # the names are letters, digits and dashes
    ls -1tc -- "$home/hist" | while IFS= read -r name; do
        kept=$((kept + 1))
        [ "$kept" -le 5 ] || [ "$name" = "$run" ] || rm -rf -- "$home/hist/$name"
    done
}

tidy() {
    rm -f -- "$work/reserve"
    [ ! -f "$work/beside" ] || clean_beside "$work"
    prune_history
}

# ---- systemd

# Every call has a deadline: when PID 1 is frozen, systemctl waits for 90 seconds.
ctl() { # SECONDS ARGUMENT...
    limit=$1
    shift
    if [ -n "$ids" ]; then
        attempt as_user "$limit" "$ids" systemctl --user --no-ask-password "$@"
    else
        attempt timeout -k 5 "$limit" systemctl --no-ask-password "$@"
    fi
    set -- $? "$@"
    [ "$1" != 124 ] || said="systemd did not answer within $limit s"
    return "$1"
}

# Whose manager all that follows is about: the system's, or that of a user. Sets $ids to the user's numbers, $whose to words for messages,
# $noted to where its units are noted, and the lists of what is to be done.
manage_system() {
    ids='' whose='' noted=$work
    stops=$system_stops jobs=$system_jobs removed=$system_removed
    sort_jobs
}

manage_user() { # DIRECTORY
    noted=$1 user=${1##*/user.}
    read_account || return 1
    ids=$user_ids whose=" of user $user"
    stops=$(cat -- "$noted/stops")$newline
    jobs=$(cat -- "$noted/jobs")$newline
    removed=$(cat -- "$noted/removed")$newline
    [ "$stops" != "$newline" ] || stops=''
    [ "$jobs" != "$newline" ] || jobs=''
    [ "$removed" != "$newline" ] || removed=''
    sort_jobs
}

sort_jobs() {
    units='' resets='' started=''
    each_line "$stops" unit_of_stop
    each_line "$jobs" unit_of_job
}

# Calls a function for the manager of each user that the change has to do with, until one fails.
each_user() { # FUNCTION
    for account in "$work"/user.*; do
        [ -d "$account" ] || continue
        manage_user "$account" && "$1" || return 1
    done
}

each_manager() { # FUNCTION
    manage_system
    "$1" && each_user "$1" && manage_system
}

user_runs() {
    attempt timeout -k 5 30 systemctl --quiet is-active -- "user@${ids%:*}.service"
}

properties=LoadState,ActiveState,SubState,Result,NRestarts,Type,ConditionResult,ControlGroup,RequiredBy,BoundBy,ConsistsOf

# Asks systemd about units, all at once, and calls a function for each until one fails. It finds $unit and the properties. Exec lines
# are not asked for: they could hold a line that looks like another property.
each_unit() { # FUNCTION UNIT...
    callback=$1
    shift
    [ $# -gt 0 ] || return 0
    ctl 30 show --property="$properties" -- "$@" || { failed "ask systemd about units$whose" "$said"; return 1; }
    records=$said$newline$newline
    for unit; do
        read_record "${records%%"$newline$newline"*}"
        records=${records#*"$newline$newline"}
        "$callback" || return 1
    done
}

read_record() { # LINES
    load='' active='' sub='' result='' restarts='' type='' condition='' cgroup='' dependents=''
    each_line "$1$newline" read_property
}

read_property() { # LINE
    case $1 in
        LoadState=*) load=${1#*=} ;;
        ActiveState=*) active=${1#*=} ;;
        SubState=*) sub=${1#*=} ;;
        Result=*) result=${1#*=} ;;
        NRestarts=*) restarts=${1#*=} ;;
        Type=*) type=${1#*=} ;;
        ConditionResult=*) condition=${1#*=} ;;
        ControlGroup=*) cgroup=${1#*=} ;;
        RequiredBy=?* | BoundBy=?* | ConsistsOf=?*) dependents="$dependents ${1#*=}" ;;
    esac
}

is_up() { # ACTIVE-STATE: something runs, or is about to run again
    case $1 in
        active | reloading | refreshing | activating) ;;
        *) return 1 ;;
    esac
}

# What the unit last said, for whoever has to find out why.
unit_log() { # UNIT
    if [ -n "$ids" ]; then
        set -- "_UID=${ids%:*}" "_SYSTEMD_USER_UNIT=$1" + "_UID=${ids%:*}" "USER_UNIT=$1"
    else
        set -- -u "$1"
    fi
    attempt timeout -k 1 5 journalctl -n 5 -o cat --no-pager --quiet "$@" || return 0
    notes "$said"
}

# Has the host's own systemd read the new unit files before anything changes, under their names, in a copy of the directory they go to.
# What counts is that it ignores a line of one of them, or refuses the unit of one. All else it may say, of files that stay, or of programs
# and units that are not there yet, is for the start of the unit to find out.
verify_files() {
    verified='' fresh='' unfit=''
    each_entry "$stage/plan" list_verified
    [ -n "$verified" ] || return 0
    command -v systemd-analyze >/dev/null || { say 'unverified systemd-analyze is not installed'; return 0; }
    copy=$stage/units
    attempt copy_units || not_begun 'copy the unit files for systemd to verify' "$said"
    unit_path || not_begun 'ask systemd' "$said"
    # shellcheck disable=SC2086 # unit names hold neither blanks nor wildcards
    attempt timeout -k 5 60 env SYSTEMD_LOG_COLOR=0 SYSTEMD_UNIT_PATH="$unit_path" systemd-analyze verify --man=no -- $verified
    each_line "$said$newline" judge_line
    rm -rf -- "$copy"
    [ -z "$unfit" ] || leave unfit 1
}

below_units() { # $path lies in the directory of units, sets $name
    name=${path#"$units_dir"/}
    [ "$name" != "$path" ]
}

list_verified() {
    below_units || return 0
    unit=${name%%/*}
    case $new,$name in
        f:*,.*) return 0 ;;
        f:*,*.d/*.conf) unit=${unit%.d} ;;
        f:*,*/*) return 0 ;;
        f:*) ;;
        *) return 0 ;;
    esac
    fresh=$fresh$path$newline
    case " $verified " in
        *" $unit "*) ;;
        *) verified="$verified $unit" ;;
    esac
}

copy_units() {
    mkdir -- "$copy" || return 1
    for each in "$base"/*; do
        [ ! -e "$each" ] && [ ! -L "$each" ] || cp -a -- "$each" "$copy/" || return 1
    done
    each_entry "$stage/plan" change_copy
}

change_copy() {
    below_units || return 0
    case $new,$name in
        *,.*) return 0 ;;
        -,*) [ -d "$copy/$name" ] || rm -f -- "$copy/$name" ;;
        d:*) mkdir -- "$copy/$name" ;;
        *) rm -f -- "$copy/$name" && cp -P -- "$at.new" "$copy/$name" ;;
    esac
}

# The directories systemd looks in, with the copy for the one it is of.
unit_path() { # sets $unit_path
    ctl 30 show --property=UnitPath --value || return 1
    unit_path=''
    for each in $said; do
        [ "$each" != "$units_dir" ] || each=$copy
        unit_path=$unit_path:$each
    done
    unit_path=${unit_path#:}
}

judge_line() { # LINE
    case $1 in
        "$copy"/*:*[Ii]'gnoring'* | "$copy"/*:*'Invalid section header'*)
            line=${1#"$copy"/}
            is_new "$units_dir/${line%%:[0-9]*}" && line=$units_dir/$line
            ;;
        *.*': '*' Refusing.') line=$1 && is_new "$units_dir/${1%%: *}" ;;
        *) return 0 ;;
    esac || return 0
    case $newline$unfit in
        *"$newline$line$newline"*) ;;
        *) unfit=$unfit$line$newline && say "unfit $line" ;;
    esac
}

is_new() { # PATH: this change writes a file there
    case $newline$fresh in
        *"$newline$1$newline"*) ;;
        *) return 1 ;;
    esac
}

# A record for each unit of a job: name, active state, cgroup. Their numbers go up in the order in which an undo starts the units: those
# that stop last to first, then the others in the order of their jobs. `others` names the running units that systemd stops together with
# those, because they require them.
stage_units() {
    # systemd refuses to reload with less.
    space=$(stat -f -c '%a %S' /run) || not_begun 'look at /run' 'it is not there'
    [ $((${space% *} * ${space#* })) -ge 16777216 ] || not_begun 'look at /run' 'it has less than 16 MiB free, so systemd would refuse to reload'
    this_boot
    printf '%s\n' "$boot" >"$stage/boot" || not_begun 'store the state of the units' 'no space, or an error of the disk'
    to_sync="$to_sync$stage/boot$newline"
    # Also with no unit at all: PID 1 must answer before anything changes.
    ctl 30 show --property=Version || not_begun 'ask systemd' "$said"
    each_manager stage_manager
}

stage_manager() {
    number=1000 rounds=0
    asked=" $units "
    pending="$units $removed"
    attempt touch -- "$noted/others" || not_begun 'store the state of the units' "$said"
    to_sync="$to_sync$noted/others$newline"
    if [ -n "$ids" ]; then
        to_sync="$to_sync$noted/account$newline$noted$newline"
        if user_runs; then
            attempt touch -- "$noted/ran" || not_begun 'store the state of the units' "$said"
        else
            pending=''
            stage_stopped || leave not-begun 1
        fi
    fi
    # What users' managers say is the users' word: it must not keep us asking for ever.
    while [ -n "${pending# }" ] && [ "$rounds" -lt 50 ]; do
        found='' rounds=$((rounds + 1))
        # shellcheck disable=SC2086 # unit names hold neither blanks nor wildcards
        each_unit stage_unit $pending || leave not-begun 1
        pending=$found
    done
}

unit_of_stop() { # whole|plain UNIT
    units=" ${1#* }$units"
}

# A manager that does not run has no units that do.
stage_stopped() {
    for unit in $units; do
        active=inactive cgroup='' dependents=''
        stage_unit || return 1
    done
}

unit_of_job() { # JOB UNIT
    case $1 in
        daemon-reload | daemon-reexec) return 0 ;;
        reset-failed\ *) resets="$resets ${1#* }" && return ;;
        start\ * | restart\ *) resets="$resets ${1#* }" started="$started ${1#* }" ;;
    esac
    case " $units " in
        *" ${1#* } "*) ;;
        *) units="$units ${1#* }" ;;
    esac
}

stage_unit() {
    case " $units " in
        *" $unit "*)
            number=$((number + 1))
            record=$noted/unit.$number
            printf '%s\n' "$unit" "$active" "$cgroup" >"$record"
            ;;
        *)
            is_up "$active" || return 0
            case $newline$removed in
                *"$newline$unit$newline"*) return 0 ;;
            esac
            record=$noted/others
            printf '%s\n' "$unit" >>"$record"
            ;;
    esac || { failed 'store the state of the units' 'no space, or an error of the disk'; return 1; }
    to_sync=$to_sync$record$newline
    for dependent in $dependents; do
        case $asked in
            *" $dependent "*) ;;
            *) asked="$asked$dependent " found="$found $dependent" ;;
        esac
    done
}

read_unit() { # RECORD: sets $unit, $was, $cgroup
    [ -f "$1" ] || return 1
    { IFS= read -r unit && IFS= read -r was && IFS= read -r cgroup; } <"$1"
}

# From here on, an undo sees to this unit.
touch_unit() { # UNIT: sets $was, $cgroup
    for record in "$noted"/touched.* "$noted"/unit.*; do
        read_unit "$record" || continue
        [ "$unit" = "$1" ] || continue
        case $record in
            */touched.*) return 0 ;;
        esac
        attempt mv -T -- "$record" "$noted/touched.${record##*.}" && attempt sync -- "$noted" && return
        break
    done
    failed "note that $1$whose is touched" "$said"
}

stop_units() {
    [ -n "$system" ] || return 0
    each_manager stop_listed
}

stop_listed() {
    each_line "$stops" stop_unit
}

stop_unit() { # whole|plain UNIT
    [ -z "$interrupted" ] || { failed "stop ${1#* }$whose" 'interrupted'; return 1; }
    touch_unit "${1#* }" || return 1
    ctl 150 stop -- "$unit" || {
        # 5: systemd does not know it, so there is nothing to stop.
        [ $? = 5 ] || { failed "stop $unit$whose" "$said"; unit_log "$unit"; return 1; }
    }
    case $1 in
        whole\ *) end_processes || { failed "stop $unit$whose" "its processes$pids cannot be killed"; return 1; } ;;
    esac
    say "did stop $unit$whose"
}

# With KillMode=process or none, processes outlive the stop.
end_processes() { # of $unit in $cgroup: 1 when some stay, in $pids
    find_processes
    [ -n "$pids" ] || return 0
    say "note $unit$whose left processes$pids, which are killed"
    ctl 30 kill --signal=KILL --kill-who=all -- "$unit"
    for tenth in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
        sleep 0.1
        find_processes
        [ -n "$pids" ] || return 0
        # Should systemd no longer know where they belong.
        [ "$tenth" -lt 5 ] || kill_processes
    done
    return 1
}

# What a user put into a cgroup of his may be anything; with his rights only what is his can be killed.
kill_processes() {
    # shellcheck disable=SC2086,SC2016 # a list of ids; for the other shell
    if [ -n "$ids" ]; then
        as_user 10 "$ids" sh -c 'kill -s KILL "$@"' sh $pids
    else
        kill -s KILL $pids
    fi >/dev/null 2>&1
}

# A unit that does not run has no cgroup to tell, but processes may still be where its cgroup was.
find_processes() { # of $unit in $cgroup: sets $pids
    pids=''
    case $unit in
        *.service | *.scope | *.socket | *.mount | *.swap) ;;
        # Not a slice: its processes are those of other units.
        *) return 0 ;;
    esac
    if [ -n "$ids" ]; then
        manager=/user.slice/user-${ids%:*}.slice/user@${ids%:*}.service
        [ -n "$cgroup" ] || cgroup=$(manager_cgroup)$manager/app.slice/$unit
        case $cgroup in
            */../*) return 0 ;;
            *"$manager"/?*) ;;
            *) return 0 ;;
        esac
    fi
    [ -n "$cgroup" ] || cgroup=$(manager_cgroup)/system.slice/$unit
    case $cgroup in
        */?*.slice/*) ;;
        # Never the cgroup of the whole machine.
        *) return 0 ;;
    esac
    for hierarchy in /sys/fs/cgroup /sys/fs/cgroup/systemd /sys/fs/cgroup/unified; do
        [ ! -d "$hierarchy$cgroup" ] || processes_below "$hierarchy$cgroup"
    done
}

processes_below() { # DIRECTORY
    while IFS= read -r pid; do
        case "$pids " in
            *" $pid "*) ;;
            *) pids="$pids $pid" ;;
        esac
    done <"$1/cgroup.procs"
    for child in "$1"/*/; do
        [ ! -d "$child" ] || processes_below "${child%/}"
    done
} 2>/dev/null

manager_cgroup() {
    while IFS= read -r line; do
        case $line in
            0::* | *:name=systemd:*)
                line=${line#*:*:}
                line=${line%/init.scope}
                [ -z "${line%/}" ] || break
                ;;
        esac
    done </proc/1/cgroup
    echo "${line%/}"
}

run_jobs() {
    [ -n "$system" ] || return 0
    each_manager run_listed
}

run_listed() {
    case $newline$jobs in
        *"${newline}daemon-reload$newline"*)
            ctl 90 daemon-reload || { failed "have systemd read its files$whose" "$said"; return 1; }
            say "did daemon-reload$whose"
            ;;
        *"${newline}daemon-reexec$newline"*)
            { note_reexec && reexec; } || { failed 'have systemd executed anew' "$said"; return 1; }
            say 'did daemon-reexec'
            ;;
    esac
    # Each start is to count as the first. A unit that is not loaded has nothing to reset: status 1.
    # shellcheck disable=SC2086 # unit names hold neither blanks nor wildcards
    [ -z "$resets" ] || ctl 30 reset-failed -- $resets
    each_line "$jobs" run_job && watch_started && verify_removed
}

# From here on, an undo does it again, under the old settings.
note_reexec() {
    attempt touch -- "$work/reexec" && attempt sync -- "$work"
}

# systemctl is content when systemd hangs up; that it answers again is what counts.
reexec() {
    ctl 90 daemon-reexec || return 1
    for second in 0 1 2 4; do
        sleep "$second"
        ctl 30 show --property=Version && return
    done
    return 1
}

run_job() { # VERB UNIT
    case $1 in
        daemon-reload | daemon-reexec | reset-failed\ *) return 0 ;;
    esac
    [ -z "$interrupted" ] || { failed "$1$whose" 'interrupted'; return 1; }
    touch_unit "${1#* }" || return 1
    ctl 150 "${1%% *}" -- "$unit" || { failed "$1$whose" "$said"; unit_log "$unit"; return 1; }
    say "did $1$whose"
}

# Five seconds in which what was started must stay up: `systemctl start` succeeds with a program that is missing or ends at once.
watch_started() {
    [ -n "$started" ] || return 0
    rounds=10
    while
        # shellcheck disable=SC2086 # unit names hold neither blanks nor wildcards
        each_unit check_health $started || return 1
        [ "$rounds" -gt 0 ]
    do
        [ -z "$interrupted" ] || { failed 'watch what was started' 'interrupted'; return 1; }
        sleep 0.5
        rounds=$((rounds - 1))
    done
    say 'did watch'
}

check_health() {
    case $active,$sub,$type in
        failed,*) why="it failed: $result" ;;
        *,auto-restart,* | *,auto-restart-queued,*) why="it ended and waits for its next start: $result" ;;
        active,* | reloading,* | refreshing,*) why='' ;;
        inactive,*,oneshot) why='' && [ "$result" = success ] || why="it failed: $result" ;;
        inactive,*) why="it ended: $result" ;;
        *) why='' && [ "$rounds" -gt 0 ] || why="it still is $active" ;;
    esac
    [ "$condition" != no ] || why='a Condition of it is not met'
    # Zero since it was reset right before the start.
    [ "${restarts:-0}" = 0 ] || why="it ended and was started again $restarts times"
    [ -n "$why" ] || return 0
    failed "keep $unit$whose running" "$why"
    unit_log "$unit"
    return 1
}

verify_removed() {
    # shellcheck disable=SC2086 # unit names hold neither blanks nor wildcards
    [ -z "$removed" ] || each_unit check_removed $removed
}

check_removed() {
    case $load,$active in
        not-found,inactive | masked,inactive) ;;
        *) failed "remove $unit$whose" "systemd still has it: $load, $active" || return 1 ;;
    esac
    for record in "$noted"/touched.*; do
        [ ! -f "$record" ] || was_cgroup_of "$unit" "$record" || continue
        break
    done
    find_processes
    [ -z "$pids" ] || { failed "remove $unit$whose" "its processes$pids are still there"; return 1; }
    say "did remove $unit$whose"
}

was_cgroup_of() { # UNIT RECORD: sets $cgroup if the record is that of the unit
    { IFS= read -r name && IFS= read -r was && IFS= read -r before; } <"$2"
    [ "$name" = "$1" ] && cgroup=$before
}

# With the start time of PID 1, because containers share the id of their machine's boot.
this_boot() { # sets $boot
    IFS= read -r boot </proc/sys/kernel/random/boot_id
    IFS= read -r line </proc/1/stat
    # The name before the last bracket may hold anything.
    # shellcheck disable=SC2086 # numbers
    set -- ${line##*) }
    boot=$boot-${20}
}

# Undo, first half, still under the new definitions: stop all that was touched, last started first. No socket can be started while its
# service runs, so also what ran before has to stop.
stop_started() {
    [ -z "$ids" ] || user_runs || return 0
    triggers='' rest='' new=''
    for record in "$noted"/touched.*; do
        read_unit "$record" || continue
        is_up "$was" || new="$new $unit "
        if is_trigger "$unit"; then triggers="$unit $triggers"; else rest="$unit $rest"; fi
    done
    for unit in $triggers $rest; do
        ctl 150 stop -- "$unit" || [ $? = 5 ] || stays_up
    done
}

# Such as a mount in use, which could not be stopped on the way forward either. If it ran before, nothing is wrong.
stays_up() { # $unit
    case $new in
        *" $unit "*) left "$unit$whose: $said" ;;
        *) notes "$said" ;;
    esac
}

is_trigger() { # UNIT: it starts another by itself
    case $1 in
        *.socket | *.timer | *.path | *.automount) ;;
        *) return 1 ;;
    esac
}

# Undo, second half, under the old definitions: start what ran before. After a reboot, the boot has to do that.
start_stopped() {
    resets=''
    for record in "$noted"/touched.*; do
        read_unit "$record" && resets="$resets $unit"
    done
    [ -z "$ids" ] || revive_user || return 0
    if [ -z "$ids" ] && [ -e "$work/reexec" ]; then
        reexec || left "systemd: $said"
    else
        ctl 90 daemon-reload || left "systemd$whose: $said"
    fi
    # shellcheck disable=SC2086 # unit names hold neither blanks nor wildcards
    [ -z "$resets" ] || ctl 30 reset-failed -- $resets
    IFS= read -r booted <"$work/boot" || booted=''
    this_boot
    if [ "$boot" != "$booted" ]; then
        [ -z "$ids" ] || return 0
        ctl 30 --no-block start default.target || left "default.target: $said"
        return 0
    fi
    [ -n "$resets" ] || return 0
    triggers='' rest=''
    for record in "$noted"/touched.*; do
        read_unit "$record" || continue
        case $was in
            # It had not come up, so there is nothing to wait for.
            activating) ctl 30 --no-block start -- "$unit" || notes "$said" ;;
            active | reloading | refreshing)
                if is_trigger "$unit"; then triggers="$triggers $unit"; else rest="$rest $unit"; fi
                ;;
        esac
    done
    again="$triggers $rest"
    while IFS= read -r unit; do
        again="$again $unit"
    done <"$noted/others"
    for unit in $again; do
        ctl 150 start -- "$unit" || notes "$said"
    done
    # shellcheck disable=SC2086 # unit names hold neither blanks nor wildcards
    each_unit check_up $again || left "the units$whose that ran before: systemd does not say"
}

# Whether the manager of a user runs, or ran and could be started again.
revive_user() {
    user_runs && return
    [ -f "$noted/ran" ] || return 1
    attempt timeout -k 5 90 systemctl start -- "user@${ids%:*}.service" || { left "the manager$whose: $said"; return 1; }
}

check_up() {
    is_up "$active" || left "$unit$whose ran before and now is $active"
}

# ---- the whole

prepare() {
    stage=$home/stage.$run
    [ ! -e "$home/hist/$run" ] || not_begun 'begin' "there was a run with the id $run before"
    attempt mkdir -- "$stage" || not_begun 'begin' "$said"
    work=$stage
    home_mount=$(stat -c '%d %m' -- "$home/.") || not_begun 'find the file system' "of $home"
    printf '%s\n' "$run" >"$stage/id" || not_begun 'store the plan' 'no space, or an error of the disk'
    read_plan
    [ -z "$refused" ] || leave refused 1
    stage_all
}

carry_out() {
    open_change && stop_units && swap_all && run_jobs && commit
}

transact() { # NONCE, with the plan as standard input
    nonce=$1
    exec 3<&0 </dev/null
    trap '' HUP PIPE
    trap 'interrupted=yes' INT TERM
    interrupted='' stage='' refused='' said='' entries=0 recovering=''
    system_stops='' system_jobs='' system_removed='' planned='' user='' mark='' declared=''
    made='' swaps='' emptied='' wanted='' targets='' manifest='' near_dirs='' far_dirs='' new_dirs='' old_dirs='' far_sync=''
    say "BEGIN $nonce"
    read_header
    me=$(id -u):$(id -g)
    open_home
    take_lock
    recover
    prepare
    if carry_out; then
        say 'outcome applied'
        tidy
        status=0
    elif undo && close_undone; then
        say 'outcome undone'
        status=1
    else
        say 'outcome stuck'
        status=2
    fi
    say "END $nonce $status"
    exit "$status"
}
