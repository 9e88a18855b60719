# Reading the plan (file 3).

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
    read_field confirm
    window=$field
    read_field limit
    longest=$field
}

# The plan is read to `content` or it did not arrive whole.
read_plan() {
    while IFS= read -r line <&3; do
        case $line in
            'about '*) about=$about${line#about }$newline ;;
            'undoes '*) undoes=${line#undoes } about=$about$line$newline ;;
            'user '*) read_user "${line#user }" ;;
            'path '*) path=${line#path } declared='' mark='' ;;
            'file '*) path=${line#file } declared=yes mark='' ;;
            'home '*) read_home "${line#home }" ;;
            'from '*) old=${line#from } ;;
            'to '*) new=${line#to } ;;
            'size '*) size=${line#size } && list_path ;;
            'manifest '*) manifest=${line#manifest } ;;
            'was '*) was=${line#was } ;;
            'systemd '*) version=${line#systemd } ;;
            'saw '*) list_job saw "${line#saw }" ;;
            'of '*) planned=$stage/user.${line#of } ;;
            'stop '*) list_job stops "${line#stop }" ;;
            'job '*) list_job jobs "${line#job }" ;;
            'health '*) list_job health "${line#health }" ;;
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
    : >"$stage/user.$user/stops" && : >"$stage/user.$user/jobs" && : >"$stage/user.$user/health" && : >"$stage/user.$user/removed" && : >"$stage/user.$user/saw"
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
        health) system_health=$system_health$2$newline ;;
        removed) system_removed=$system_removed$2$newline ;;
        saw) system_saw=$system_saw$2$newline ;;
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
    [ ! -f "$home/hist/$undoes/undo" ] || plan_way_back
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

# The lock keeps other runs away from it, now that it is as the plan saw it.
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
    check_manifest "$old"
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

# With a run that is rolled back go the directories it made, if they are empty by then: the innermost first, as in its way back.
plan_way_back() {
    each_entry "$home/hist/$undoes/undo" plan_made
}

plan_made() {
    case $old,$new in
        -,d:*) ;;
        *) return 0 ;;
    esac
    user=''
    for account in "$stage"/user.*; do
        if [ ! -d "$account" ] || [ -z "$as" ]; then continue; fi
        user=${account##*/user.} && read_account
        case $user_ids,$path in
            "$as,$user_home"/*) break ;;
            *) user='' ;;
        esac
    done
    if [ -n "$as" ] && [ -z "$user" ]; then return 0; fi
    check_parents "$path" && [ -d "$target" ] && [ ! -L "$target" ] || return 0
    plan_removal "$path"
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
    plan_removal "$1"
}

plan_removal() { # DIRECTORY
    case $newline$old_dirs$new_dirs in
        *"$newline$1$newline"*) return 0 ;;
    esac
    old_dirs=$old_dirs$1$newline
    token "$root$1"
    old=$token new=- size=0
    add_entry "$1"
    emptied=$emptied$entry
}
