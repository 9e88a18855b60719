# Whether what was started stays up, and what was removed is gone.

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
