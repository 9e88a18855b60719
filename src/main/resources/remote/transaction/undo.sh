# Undo: the paths.

# Puts back what the open change did. Decides by content, never by which names there are: after a power cut both names of a rename can
# be there. Needs no space. Whatever fails, the rest is still put back.
undo() { # 0 when all files are as before
    trap '' INT TERM
    stuck=
    rm -f -- "$work/reserve"
    [ -z "$system" ] || { each_user stop_started; manage_system; stop_started; }
    note_reboot
    each_entry "$work/undo" put_back || left "the journal $work/undo is not whole"
    attempt sync_dirs || left "the disk: $said"
    [ -z "$system" ] || { manage_system; start_stopped; each_user start_stopped; manage_system; }
    [ -z "$stuck" ]
}

# Nobody may bar a host from all further changes by what he does in his own home: what cannot be put back there is told once.
left() {
    if [ -n "$recovering" ] && [ -n "$as$ids" ]; then
        say "note left $1"
        return 0
    fi
    say "left $1"
    stuck=yes
}

put_back() {
    target_token
    if same "$token" "$old" || went_with_reboot; then
        return 0
    elif ! same "$token" "$new"; then
        was_swapped || return 0
        # Edited after the swap: the edit is kept, in the history.
        attempt by_owner mv -T -- "$target" "$at.edited" || { left "$path: $said"; return 0; }
        say "note $path was edited meanwhile; the edit is kept in $home/hist/$run/$n.edited"
        [ "$place" = - ] || attempt mv -T -- "$at.edited" "$work/$n.edited"
    fi
    case $old,$new in
        -,d:*)
            # Not empty: somebody put something there, so it stays.
            attempt by_owner rmdir -- "$target" || ! is_empty "$target" || left "$path: $said"
            return 0
            ;;
        -,*) attempt by_owner rm -f -- "$target" ;;
        d:*) attempt make_again ;;
        *) attempt by_owner mv -fT -- "$at.old" "$target" ;;
    esac || { left "$path: $said"; return 0; }
    target_token
    same "$token" "$old" || left "$path: now is $token"
}

note_reboot() { # sets $rebooted
    rebooted=''
    [ -n "$system" ] || return 0
    IFS= read -r booted <"$work/boot" || booted=''
    this_boot
    [ "$boot" = "$booted" ] || rebooted=yes
}

# What lay in /run and its like is gone together with its backup, and is not missed: it was to go at a reboot.
went_with_reboot() {
    [ -n "$rebooted" ] && [ "$place" != - ] && [ "$token" = - ] || return 1
    [ ! -e "$at.old" ] && [ ! -L "$at.old" ] || return 1
    above=${target%/*}
    while [ ! -d "$above" ]; do above=${above%/*}; done
    # Not so where something is not mounted yet.
    case $(stat -f -c %T -- "$above/") in
        tmpfs | ramfs) ;;
        *) return 1 ;;
    esac
}

# A staged file that is still there was not moved to its target; a removed one is where it was moved to.
was_swapped() {
    case $new in
        -) [ -e "$at.old" ] || [ -L "$at.old" ] ;;
        *) [ ! -e "$at.new" ] && [ ! -L "$at.new" ] ;;
    esac
}

make_again() {
    mode=${old#d:}
    owner=${mode#*:}
    mode=${mode%%:*}
    by_owner mkdir -m "$mode" -- "$target" && { [ "$owner" = "$me" ] || [ -n "$as" ] || chown "$owner" -- "$target"; }
}

# Closes a change that was undone. Of what it replaced nothing is needed any more, but edits made meanwhile are kept.
close_undone() {
    keep_answer undone
    attempt mv -T -- "$work" "$home/hist/$run" && attempt sync -- "$home/hist/$run" "$home" "$home/hist" || return 1
    work=$home/hist/$run
    [ ! -f "$work/beside" ] || clean_beside "$work"
    # The list of what lies elsewhere is needed as long as something does.
    [ -e "$work/beside" ] || strip "$work" '*.edited'
    return 0
}
