# Whether what was started stays up, and what was removed is gone.

# Starts a unit, which with many a Type= lasts until it is active.
raise_unit() { # start|restart, of $unit
    gate_of "$unit"
    read_uptime
    begun="$begun$unit=$now "
    ctl "$timeout" "$1" -- "$unit" && return
    # Whose fault it is, the unit's or systemd's, is for systemd to show.
    [ $? != 124 ] || { ctl 30 show --property=Version && said="it did not become active within $timeout s"; }
    return 1
}

# What a unit has to show: the plan's word, else that of its HealthGate.DEFAULT.
gate_of() { # UNIT: sets $active_for and $timeout, in seconds
    active_for=5 timeout=150
    case $newline$gates in
        *" $1$newline"*)
            gate=${gates%%" $1$newline"*}
            gate=${gate##*"$newline"}
            active_for=${gate% *} timeout=${gate#* }
            ;;
    esac
}

# Hundredths of a second since the boot, which no clock that is set can change.
read_uptime() { # sets $now
    read -r now _ </proc/uptime
    now=${now%.*}${now#*.}
}

# What was started must become active in time and then stay so: `systemctl start` succeeds with a program that is missing or ends at
# once. Each unit has its own time; all are watched together.
watch_started() {
    [ -n "$started" ] || return 0
    read_uptime
    watched=$now risen=' '
    while
        waiting=''
        # shellcheck disable=SC2086 # unit names hold neither blanks nor wildcards
        each_unit check_health $started || return 1
        [ -n "$waiting" ]
    do
        [ -z "$interrupted" ] || { failed 'watch what was started' 'interrupted'; return 1; }
        sleep 0.5
    done
    say 'did watch'
}

check_health() {
    up=''
    case $active,$sub,$type in
        failed,*) why="it failed: $result" ;;
        *,auto-restart,* | *,auto-restart-queued,*) why="it ended and waits for its next start: $result" ;;
        active,* | reloading,* | refreshing,*) why='' up=yes ;;
        inactive,*,oneshot) why='' up=yes && [ "$result" = success ] || why="it failed: $result" ;;
        inactive,*) why="it ended: $result" ;;
        *) why='' ;;
    esac
    [ "$condition" != no ] || why='a Condition of it is not met'
    # Zero since it was reset right before the start.
    [ "${restarts:-0}" = 0 ] || why="it ended and was started again $restarts times"
    [ -n "$why" ] || time_health
    [ -n "$why" ] || return 0
    failed "keep $unit$whose running" "$why"
    unit_log "$unit"
    return 1
}

# Whether it is early enough for a unit that is not active, and late enough for one that is.
time_health() { # of $unit, $up: sets $why, or $waiting if there is more to see
    gate_of "$unit"
    read_uptime
    if [ -z "$up" ]; then
        forget_rise
        # One of which the plan says nothing gets no more than the watch: its start has lasted as long as it took.
        case $newline$gates in
            *" $unit$newline"*) since_of "$begun" ;;
            *) since=$watched timeout=$active_for ;;
        esac
        [ $((now - since)) -lt $((timeout * 100)) ] || why="it still is $active after $timeout s"
        waiting=yes
        return 0
    fi
    case $risen in
        *" $unit="*) since_of "$risen" ;;
        *) since=$now risen="$risen$unit=$now " ;;
    esac
    [ $((now - since)) -ge $((active_for * 100)) ] || waiting=yes
}

since_of() { # LIST of UNIT=TIME: sets $since
    since=${1#*" $unit="}
    since=${since%% *}
}

forget_rise() { # of $unit
    case $risen in
        *" $unit="*) risen="${risen%%" $unit="*} ${risen#*" $unit="* }" ;;
    esac
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
