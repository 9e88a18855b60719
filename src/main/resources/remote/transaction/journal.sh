# The journal of a change.

# Calls a function for each entry of a journal file, until one fails. It finds $n, $at, $as, $old, $new, $size, $path and $target.
each_entry() { # FILE FUNCTION
    while IFS= read -r n; do
        [ "$n" != end ] || { as='' && return; }
        IFS= read -r place && IFS= read -r old && IFS= read -r new && IFS= read -r size && IFS= read -r path || return 1
        target=$root$path as=''
        case $place in
            -) at=$work/$n ;;
            @*) as=${place%%:/*} at=/${place#*:/}-$n as=${as#@} ;;
            *) at=$root$place-$n ;;
        esac
        "$2" || return 1
    done <"$1"
    # No `end`: the file is not whole.
    return 1
}

# Throws away a change that is staged, undone or done, with its files on other file systems. Safe to repeat.
discard() { # DIRECTORY
    work=$1
    dropped=yes
    [ ! -f "$work/undo" ] || each_entry "$work/undo" drop_beside
    # Else the list of what lies elsewhere must stay for the next contact.
    [ -z "$dropped" ] || rm -rf -- "$work"
}

drop_beside() {
    [ "$place" = - ] || attempt by_owner rm -f -- "$at.new" "$at.old" "$at.edited" || [ -n "$as" ] || dropped=''
}
