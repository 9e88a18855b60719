# What stands by while a change is open, so that it ends whatever becomes of the run: the end of its unit (ExecStopPost=), a timer
# of PID 1's, and a unit for the next boot.

answers=/run/converge
boot_unit=converge-recover.service
boot_wants=$units_dir/sysinit.target.wants
guard_unit=converge-guard

# The boot unit first: it does nothing when it finds no open change.
arm() {
    attempt write_boot_unit || not_begun 'provide for a power cut' "$said"
    attempt timeout -k 5 30 systemd-run --quiet --collect --no-ask-password --unit=$guard_unit --on-active=15 --on-unit-active=15 \
        --timer-property=AccuracySec=1s --description='Undoes a change of converge that does not end' /bin/sh "$0" guard ||
        { why=$said && disarm && not_begun 'have systemd watch over the change' "$why"; }
    set_deadline "$longest" "$stage/deadline" || { disarm && not_begun 'store the plan' 'no space, or an error of the disk'; }
}

write_boot_unit() {
    cat >"$stage/boot.service" <<END_OF_UNIT || return 1
# Written by converge while a change is open; it goes with it.
[Unit]
Description=Undoes or finishes a change of converge that was cut off
DefaultDependencies=no
Conflicts=shutdown.target
After=local-fs.target systemd-remount-fs.service
Before=sysinit.target shutdown.target

[Service]
Type=oneshot
ExecStart=/bin/sh $0 boot
ExecStopPost=/bin/sh $0 recover
# Killed, it has not failed: whether ExecStopPost= came to the end of it decides that.
SuccessExitStatus=SIGKILL
END_OF_UNIT
    chmod 644 -- "$stage/boot.service" && sync -- "$stage/boot.service" || return 1
    if [ ! -d "$boot_wants" ]; then
        # Only what was made for it is removed with it.
        : >"$home/made-wants" && mkdir -m 755 -- "$boot_wants" || return 1
    fi
    mv -fT -- "$stage/boot.service" "$base/$boot_unit" && ln -sfT -- "../$boot_unit" "$boot_wants/$boot_unit" && sync -- "$boot_wants" "$base"
}

# Safe to repeat. The timer goes last: it comes back to this should the shell be killed on the way. Both names in one command, because a
# power cut between them leaves a file that nothing starts, for the next run to throw away.
disarm() {
    [ -e "$base/$boot_unit" ] || [ -L "$boot_wants/$boot_unit" ] || [ -e "$home/made-wants" ] || return 0
    rm -f -- "$boot_wants/$boot_unit" "$base/$boot_unit"
    if [ -e "$home/made-wants" ]; then
        rmdir -- "$boot_wants"
        rm -f -- "$home/made-wants"
    fi 2>/dev/null
    # Else the link could come back without the file, for PID 1 to look for at the next boot.
    if [ -d "$boot_wants" ]; then attempt sync -- "$boot_wants" "$base"; else attempt sync -- "$base"; fi
    forget_boot_unit
    ctl 30 stop -- $guard_unit.timer
    return 0
}

# Only if PID 1 has read its files meanwhile. While the unit runs, this is it: without its definition it would have failed if it were killed
# now, so systemd forgets it once the boot has come so far that it is over.
forget_boot_unit() {
    ctl 30 show --property=LoadState --value -- $boot_unit && [ "$said" = loaded ] || return 0
    ctl 30 show --property=ActiveState --value -- $boot_unit || return 0
    case $said in
        inactive | failed) ctl 90 daemon-reload ;;
        *)
            attempt timeout -k 5 30 systemd-run --quiet --collect --no-block --no-ask-password --unit=converge-forget \
                --description='Forgets the unit that saw to a change of converge at boot' systemctl daemon-reload
            ;;
    esac
}

# Seconds since the boot: a clock that nobody sets.
uptime() { # sets $now
    IFS=' .' read -r now rest </proc/uptime
}

set_deadline() { # SECONDS FILE
    uptime
    said='no space, or an error of the disk'
    { echo $((now + $1)) >"$2.new"; } 2>/dev/null && attempt mv -fT -- "$2.new" "$2"
}

# ---- the decision: one name that can be given only once

# A directory tree has nobody to wait for, so its change is decided by the rename to the history.
decide() { # commit|rollback: sets $decision; succeeds if that is what is decided
    decision=$1
    [ -n "$system" ] && [ -d "$work" ] || return 0
    attempt ln -T -- "$work/d.$1" "$work/decision"
    attempt sync -- "$work"
    [ ! -e "$work/decision" ] || IFS= read -r decision <"$work/decision"
    [ "$decision" = "$1" ]
}

stage_decisions() {
    echo commit >"$stage/d.commit.new" && echo rollback >"$stage/d.rollback" && to_sync="$to_sync$stage/d.commit.new$newline$stage/d.rollback$newline"
}

# The change stands and holds. Whether the host can still be reached is for a new connection to show.
confirm() {
    [ -z "$interrupted" ] || { failed 'close the change' 'interrupted'; return 1; }
    [ -n "$system" ] || return 0
    offer_commit || { failed 'ask for the confirmation' "$said"; return 1; }
    say "await $window"
    uptime
    last=$((now + window))
    while [ ! -e "$work/decision" ]; do
        [ -z "$interrupted" ] || { failed 'get the confirmation' 'interrupted'; return 1; }
        uptime
        [ "$now" -lt "$last" ] || { failed 'get the confirmation' "nobody could log in and confirm the change within $window s"; return 1; }
        sleep 0.1
    done
    decide commit || { failed 'get the confirmation' 'it was decided to undo the change'; return 1; }
    say 'did confirm'
}

offer_commit() {
    set_deadline $((window + 15)) "$work/deadline" && attempt mv -T -- "$work/d.commit.new" "$work/d.commit" && attempt sync -- "$work"
}

# ---- those who stand by

# Every 15 seconds, from PID 1's timer.
guard() {
    open_home
    if [ -d "$home/txn" ]; then
        ctl 30 show --property=ActiveState --value -- converge-txn.service || return 1
        case $said in
            inactive | failed) ;;
            *)
                uptime
                last=$now
                { IFS= read -r last <"$home/txn/deadline"; } 2>/dev/null
                [ "$now" -gt "$last" ] || return 0
                work=$home/txn
                decide rollback
                # It undoes the change itself if it still can; else its ExecStopPost= does.
                ctl 300 stop -- converge-txn.service
                ;;
        esac
    fi
    settle_later 'it did not go on' || return 1
    # A timer that could not be stopped with the rest would keep the next change from having its own.
    ctl 30 stop -- $guard_unit.timer || return 0
}

settle_later() { # WHY
    open_home
    wait_for_lock || return 1
    sweep
    [ -d "$home/txn" ] || { disarm; return 0; }
    settle "$1" && disarm
}
