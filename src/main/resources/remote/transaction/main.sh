# The whole.

begin() {
    trap '' HUP PIPE
    trap 'interrupted=yes' INT TERM
    about='' undoes='' interrupted='' stage='' refused='' said='' entries=0 recovering='' by='' why=''
    system_stops='' system_jobs='' system_health='' system_removed='' system_saw='' was='' version='' planned='' user='' mark='' declared=''
    made='' swaps='' emptied='' wanted='' targets='' manifest='' near_dirs='' far_dirs='' new_dirs='' old_dirs='' far_sync=''
    me=$(id -u):$(id -g)
}

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
    note_run
    stage_all
}

# Ends the script.
change() {
    read_header
    open_home
    take_lock
    recover
    prepare
    [ -z "$system" ] || arm
    if open_change && stop_units && swap_all && run_jobs && confirm && commit; then
        finish
        end_answer applied 0
    elif decide rollback && undo && close_undone; then
        [ -z "$system" ] || disarm
        end_answer undone 1
    elif [ "$decision" = commit ] && commit; then
        # The decision came in the very moment in which the wait for it ended.
        finish
        end_answer applied 0
    fi
    # What stands by tries again.
    end_answer stuck 2
}

# For a directory tree: in the shell that the script was sent to.
transact() { # NONCE, with the plan as standard input
    nonce=$1
    exec 3<&0 </dev/null
    begin
    say "BEGIN $nonce"
    change
}

# For a running system: in units of the host's own. What is said goes to a file that whoever wants to know reads.
serve() { # run RUN | recover | guard | boot
    nonce='' root='' system=yes
    case $1 in
        run)
            exec 3<"$units_dir/.converge/in.$2" >>"$answers/$2.out"
            rm -f -- "$units_dir/.converge/in.$2"
            begin
            change
            ;;
        recover) begin && settle_later 'it was cut off' ;;
        boot) begin && settle_later 'the host was restarted meanwhile' ;;
        guard) begin && guard ;;
    esac
}
