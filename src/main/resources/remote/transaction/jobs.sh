# Jobs, once the paths have changed.

run_jobs() {
    [ -n "$system" ] || return 0
    each_manager run_listed
}

run_listed() {
    case $newline$jobs in
        *"${newline}daemon-reload$newline"*)
            ctl 90 daemon-reload || { failed "have systemd read its files$whose" "$said"; return 1; }
            say "did daemon-reload$whose"
            ;;
        *"${newline}daemon-reexec$newline"*)
            { note_reexec && reexec; } || { failed 'have systemd executed anew' "$said"; return 1; }
            say 'did daemon-reexec'
            ;;
    esac
    # Each start is to count as the first. A unit that is not loaded has nothing to reset: status 1.
    # shellcheck disable=SC2086 # unit names hold neither blanks nor wildcards
    [ -z "$resets" ] || ctl 30 reset-failed -- $resets
    each_line "$jobs" run_job && watch_started && verify_removed
}

# From here on, an undo does it again, under the old settings.
note_reexec() {
    attempt touch -- "$work/reexec" && attempt sync -- "$work"
}

# systemctl is content when systemd hangs up; that it answers again is what counts.
reexec() {
    ctl 90 daemon-reexec || return 1
    for second in 0 1 2 4; do
        sleep "$second"
        ctl 30 show --property=Version && return
    done
    return 1
}

run_job() { # VERB UNIT
    case $1 in
        daemon-reload | daemon-reexec | reset-failed\ *) return 0 ;;
    esac
    [ -z "$interrupted" ] || { failed "$1$whose" 'interrupted'; return 1; }
    touch_unit "${1#* }" || return 1
    case $1 in
        reload\ *) ctl 150 reload -- "$unit" ;;
        *) raise_unit "${1%% *}" ;;
    esac || { failed "$1$whose" "$said"; unit_log "$unit"; return 1; }
    say "did $1$whose"
}
