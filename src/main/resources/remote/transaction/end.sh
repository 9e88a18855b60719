# The end of a run, and what is kept of it.

# The change is done when txn has become hist/RUN on the disk. Only then is anything thrown away.
commit() {
    rm -f -- "$work/reserve"
    keep_answer applied
    if ! attempt mv -T -- "$work" "$home/hist/$run" || ! attempt sync -- "$home" "$home/hist"; then
        failed 'close the change' "$said"
        # It may be closed all the same.
        [ -d "$work" ] || attempt mv -T -- "$home/hist/$run" "$work"
        return 1
    fi
    trap '' INT TERM
    work=$home/hist/$run
}

# What stood by goes after the change is closed, never before.
finish() {
    tidy
    [ -z "$system" ] || disarm
}

about() { # FILE
    printf 'run %s\nby %s\nsince %s\n' "$run" "$by" "$(date -u +%Y-%m-%dT%H:%M:%SZ)" >"$1"
}

# For whoever asks later how the run ended. That it cannot be kept is no reason to end otherwise.
keep_answer() { # OUTCOME
    printf 'until %s\noutcome %s\n' "$(date -u +%Y-%m-%dT%H:%M:%SZ)" "$1" >>"$work/about"
    [ -z "$system" ] || { cat -- "$answers/$run.out" && echo "outcome $1"; } >"$work/answer"
} 2>/dev/null

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
    [ ! -f "$work/beside" ] || clean_beside "$work"
    prune_history
}
