# Recovery: before anything else, what earlier runs left.

# What never became a change, and what a change that is closed did not get to throw away.
sweep() {
    for leftover in "$home"/stage.*; do
        [ ! -d "$leftover" ] || discard "$leftover"
    done
    for leftover in "$home"/hist/*/beside; do
        [ ! -f "$leftover" ] || clean_beside "${leftover%/beside}"
    done
    for leftover in "$home"/hist/*/plan; do
        [ ! -f "$leftover" ] || sweep_undone "${leftover%/plan}"
    done
    # Plans that were never taken up, scripts of other versions, and what earlier runs said; newer ones may be about to be used, and so may
    # those of an open change.
    [ -z "$system" ] || [ -d "$home/txn" ] ||
        find "$home" "$answers" -maxdepth 1 -type f \( -name 'in.*' -o -name 'engine-*.sh' -o -name '*.out' \) -mmin +60 \
            ! -name "${0##*/}" -exec rm -f -- {} + 2>/dev/null
}

# A change whose undo was closed, and then the host died.
sweep_undone() { # DIRECTORY
    [ ! -e "$1/beside" ] || return 0
    while IFS= read -r line; do
        [ "$line" != 'outcome undone' ] || { strip "$1" '*.edited' && return; }
    done <"$1/about"
} 2>/dev/null

recover() {
    sweep
    if [ ! -d "$home/txn" ]; then
        [ -z "$system" ] || disarm
        return
    fi
    mine=$run
    if settle 'it was cut off'; then
        say "recovered $run"
        run=$mine recovering=''
        trap 'interrupted=yes' INT TERM
        [ -z "$system" ] || disarm
    else
        say "failed undo the change of run $run, which was cut off"
        say "stuck $run"
        leave stuck 2
    fi
}

# Brings the open change to its end: on if that was decided, else back. What is said goes where that run's own words are.
settle() { # WHY: 0 when it is closed; sets $run to the run it is of
    work=$home/txn recovering=yes
    IFS= read -r run <"$work/id"
    if [ -z "$system" ]; then
        own=$spoken
        spoken="failed finish the change${newline}note $1$newline"
        undo && close_undone
        set -- $?
        spoken=$own
        return "$1"
    else
        mkdir -p -- "$answers" && settle_decided "$1" >>"$answers/$run.out"
    fi
}

settle_decided() { # WHY
    if [ -e "$work/decision" ] && decide commit; then
        commit && finish && tell_end applied 0
        return
    fi
    failed 'finish the change' "$1"
    if decide rollback && undo && close_undone; then
        tell_end undone 1
    elif [ "$decision" = commit ] && commit; then
        finish
        tell_end applied 0
    else
        tell_end stuck 2
        return 1
    fi
}
