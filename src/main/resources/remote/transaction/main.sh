# The whole.

prepare() {
    stage=$home/stage.$run
    check_unused
    attempt mkdir -- "$stage" || not_begun 'begin' "$said"
    work=$stage
    home_mount=$(stat -c '%d %m' -- "$home/.") || not_begun 'find the file system' "of $home"
    printf '%s\n' "$run" >"$stage/id" || not_begun 'store the plan' 'no space, or an error of the disk'
    read_plan
    check_seen
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
    system_stops='' system_jobs='' system_removed='' system_saw='' was='' version='' planned='' user='' mark='' declared=''
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
