# The end of a run, and what is kept of it.
#
# hist/RUN holds, of every run that changed something:
#   about     lines of a word and a text: run, by, since, what the plan says of itself (plays, changes, jobs, undoes), until, and
#             outcome, which is applied or undone. Nothing writes it after the run: its time orders the runs
#   answer    what the run said
# and of the last runs that were applied, what it takes to roll them back:
#   plan      the journal; undo, the same backwards
#   N.old     what the Nth path was before: a file or a link
#   stops, jobs, touched.N, others    what was asked of systemd, and which units were up before
#   user.NAME/                        the same of the manager of a user
# An edit made while a run was undone is N.edited there.

# The change is done when txn has become hist/RUN on the disk. Only then is anything thrown away. The fsync of its parents does not bring
# what lies in it to the disk everywhere (btrfs), so its own comes first.
commit() {
    rm -f -- "$work/reserve"
    keep_answer applied
    if ! attempt mv -T -- "$work" "$home/hist/$run" || ! attempt sync -- "$home/hist/$run" "$home" "$home/hist"; then
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

# Begins the record.
note_run() {
    {
        printf 'run %s\nby %s\nsince %s\n%s' "$run" "$by" "$(date -u +%Y-%m-%dT%H:%M:%SZ)" "$about" >"$stage/about" &&
            printf '%s' "$system_stops" >"$stage/stops" && printf '%s' "$system_jobs" >"$stage/jobs"
    } 2>/dev/null || not_begun 'store the plan' 'no space, or an error of the disk'
}

# For whoever asks later how the run ended. That it cannot be kept is no reason to end otherwise. Written beside and renamed, because it
# may be read meanwhile.
keep_answer() { # OUTCOME
    if [ -n "$system" ]; then head -c 262144 -- "$answers/$run.out"; else printf '%s' "$spoken"; fi >"$work/answer"
    echo "outcome $1" >>"$work/answer"
    { still_about && printf 'until %s\noutcome %s\n' "$(date -u +%Y-%m-%dT%H:%M:%SZ)" "$1"; } >"$work/about.new" &&
        attempt sync -- "$work/answer" "$work/about.new" && mv -fT -- "$work/about.new" "$work/about"
} 2>/dev/null

still_about() {
    while IFS= read -r line; do
        case $line in
            'until '* | 'outcome '*) ;;
            *) printf '%s\n' "$line" ;;
        esac
    done <"$work/about"
}

clean_beside() { # DIRECTORY
    work=$1
    dropped=yes
    each_entry "$work/undo" drop_beside && [ -n "$dropped" ] && rm -f -- "$work/beside"
}

# What a record is kept for: rolling back the last 5 changes that were applied, unless it is over 90 days old and there is a newer one;
# telling of the last 100 runs.
prune_history() {
    records=0 backups=0
    # shellcheck disable=SC2012,SC2046 # the names are letters, digits and dashes
    oldest=$(($(date +%s) - 90 * 86400)) && times=$(cd -- "$home/hist" && stat -c '%Y %n' -- $(ls -1td -- */about)) || return 0
    each_line "$times$newline" prune_record
    for leftover in "$home"/hist/*; do
        [ ! -d "$leftover" ] || [ -f "$leftover/about" ] || rm -rf -- "$leftover"
    done
} 2>/dev/null

prune_record() { # TIME RUN/about
    kept=${1#* }
    kept=$home/hist/${kept%/about}
    records=$((records + 1))
    if [ "$records" -gt 100 ]; then
        rm -rf -- "$kept"
    elif has_backups "$kept"; then
        backups=$((backups + 1))
        if [ "$backups" -gt 5 ] || { [ "$backups" -gt 1 ] && [ "${1%% *}" -lt "$oldest" ]; }; then strip "$kept"; fi
    fi
}

has_backups() { # DIRECTORY
    for each in "$1"/plan "$1"/*.edited; do
        if [ -e "$each" ] || [ -L "$each" ]; then return 0; fi
    done
    return 1
}

# Leaves the record alone, or with the edits in it. The journal goes last: without it nothing is taken for a backup.
strip() { # DIRECTORY [PATTERN OF WHAT STAYS TOO]
    stripped=$1 stays=${2-}
    set --
    for each in "$stripped"/*; do
        # shellcheck disable=SC2254 # it is a pattern
        case ${each##*/} in
            about | answer | plan | $stays) ;;
            *) set -- "$@" "$each" ;;
        esac
    done
    rm -rf -- "$@" && rm -f -- "$stripped/plan"
}

tidy() {
    [ ! -f "$work/beside" ] || clean_beside "$work"
    prune_history
}
