# The home of converge on the host, and its lock.

open_home() {
    base=$root$units_dir
    home=$base/.converge
    [ -z "$root" ] || [ -d "$root" ] || not_begun 'look for the directory tree' "$root is no directory"
    check_parents "$units_dir/.converge/lock" || not_begun 'open the home of converge' "$why"
    [ -d "$home/hist" ] && return
    attempt make_base || not_begun 'make the directory of units' "$said"
    attempt mkdir -p -m 700 -- "$home" "$home/hist" || not_begun 'make the home of converge' "$said"
    attempt sync -- "$home" "$base" || not_begun 'make the home of converge' "$said"
}

make_base() {
    umask 022 && mkdir -p -- "$base"
}

# The lock goes with the last process that holds file 9, so it never outlives its run. systemctl and the like inherit it on
# purpose: a change is not over while one of them still works.
take_lock() {
    command -v flock >/dev/null || not_begun 'find flock' 'flock is not installed (package util-linux)'
    (: >>"$home/lock") 2>/dev/null || not_begun 'open the lock' "$home/lock cannot be written"
    exec 9<>"$home/lock"
    if ! flock -n 9; then
        IFS= read -r holder <"$home/lock"
        say "note $holder"
        end_answer busy 1
    fi
    printf 'run %s by %s since %s\n' "$run" "$by" "$(date -u +%Y-%m-%dT%H:%M:%SZ)" >"$home/lock" ||
        not_begun 'write the lock' "$home/lock cannot be written"
}

# For those who stand by: the run, or another of them, may be at work.
wait_for_lock() {
    exec 9<>"$home/lock" && flock -w 20 9
}
