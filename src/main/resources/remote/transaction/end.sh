# The end of a run, and what is kept of it.

# The change is done when txn has become hist/RUN on the disk. Only then is anything thrown away.
commit() {
    [ -z "$interrupted" ] || { failed 'close the change' 'interrupted'; return 1; }
    if ! attempt mv -T -- "$work" "$home/hist/$run" || ! attempt sync -- "$home" "$home/hist"; then
        failed 'close the change' "$said"
        # It may be closed all the same.
        [ -d "$work" ] || attempt mv -T -- "$home/hist/$run" "$work"
        return 1
    fi
    trap '' INT TERM
    work=$home/hist/$run
}

clean_beside() { # DIRECTORY
    work=$1
    dropped=yes
    each_entry "$work/undo" drop_beside && [ -n "$dropped" ] && rm -f -- "$work/beside"
}

# Newest first by the time of the rename. The names are ids of runs, so a line is a name.
prune_history() {
    kept=0
    # shellcheck disable=SC2012 # the names are letters, digits and dashes
    ls -1tc -- "$home/hist" | while IFS= read -r name; do
        kept=$((kept + 1))
        [ "$kept" -le 5 ] || [ "$name" = "$run" ] || rm -rf -- "$home/hist/$name"
    done
}

tidy() {
    rm -f -- "$work/reserve"
    [ ! -f "$work/beside" ] || clean_beside "$work"
    prune_history
}
