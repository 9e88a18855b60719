# The units that a change has to do with: their state before, their stop, and the end of their processes.

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
