# Recovery: before anything else, what an earlier run left.

recover() {
    for leftover in "$home"/stage.* "$home"/drop.*; do
        [ ! -d "$leftover" ] || discard "$leftover"
    done
    for leftover in "$home"/hist/*/beside; do
        [ ! -f "$leftover" ] || clean_beside "${leftover%/beside}"
    done
    [ -d "$home/txn" ] || return 0
    mine=$run work=$home/txn recovering=yes
    IFS= read -r run <"$work/id"
    if undo && close_undone; then
        say "recovered $run"
        run=$mine recovering=''
        trap 'interrupted=yes' INT TERM
    else
        say "failed undo the change of run $run, which was cut off"
        say "stuck $run"
        leave stuck 2
    fi
}
