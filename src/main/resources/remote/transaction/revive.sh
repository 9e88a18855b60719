# Undo: the units.

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
    if was_rebooted; then
        [ -n "$ids" ] || boot_again
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

# The boot may be about to start what it found before the files were put back. Its jobs for units of the change are taken back, and what
# belongs to the boot is asked for anew.
boot_again() {
    each_entry "$work/undo" take_back_job || true
    ctl 30 --no-block start default.target || left "default.target: $said"
}

take_back_job() {
    case $path in
        "$units_dir"/*.d/*) return 0 ;;
        "$units_dir"/*.*) ;;
        *) return 0 ;;
    esac
    ctl 30 show --property=Job --value -- "${path##*/}" || return 0
    case $said in
        '' | 0) ;;
        *) ctl 30 cancel "$said" || true ;;
    esac
}

was_rebooted() { # since the change was opened
    IFS= read -r booted <"$work/boot" || booted=''
    this_boot
    [ "$boot" != "$booted" ]
}

# Whether the manager of a user runs, or ran and could be started again. That is the boot's to do, should there be one: a manager is
# started after all that the boot begins with, and so after this very undo.
revive_user() {
    user_runs && return
    [ -f "$noted/ran" ] && ! was_rebooted || return 1
    attempt timeout -k 5 90 systemctl start -- "user@${ids%:*}.service" || { left "the manager$whose: $said"; return 1; }
}

check_up() {
    is_up "$active" || left "$unit$whose ran before and now is $active"
}
