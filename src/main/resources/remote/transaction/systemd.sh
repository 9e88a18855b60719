# Asking systemd, and the managers of users.

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
    stops=$system_stops jobs=$system_jobs gates=$system_health removed=$system_removed
    sort_jobs
}

manage_user() { # DIRECTORY
    noted=$1 user=${1##*/user.}
    read_account || return 1
    ids=$user_ids whose=" of user $user"
    stops=$(cat -- "$noted/stops")$newline
    jobs=$(cat -- "$noted/jobs")$newline
    gates=$(cat -- "$noted/health")$newline
    removed=$(cat -- "$noted/removed")$newline
    [ "$stops" != "$newline" ] || stops=''
    [ "$jobs" != "$newline" ] || jobs=''
    [ "$gates" != "$newline" ] || gates=''
    [ "$removed" != "$newline" ] || removed=''
    sort_jobs
}

sort_jobs() {
    units='' resets='' started='' begun=' '
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
