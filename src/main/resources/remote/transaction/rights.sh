# The rights of users, who change what lies in their homes.

# Runs a command with the rights of a user. It gets none of our files, no terminal and no environment, and its output goes to a file: a user
# can take over any process with his rights, and must not be able to keep us waiting with it.
as_user() { # SECONDS UID:GID COMMAND...
    limit=$1 rights=$2
    shift 2
    set -- env -i "PATH=$PATH" LC_ALL=C "XDG_RUNTIME_DIR=/run/user/${rights%:*}" "$@"
    [ "$rights" = "$me" ] ||
        set -- setsid -w setpriv --reuid="${rights%:*}" --regid="${rights#*:}" --clear-groups --no-new-privs "$@"
    rm -f -- "$home/said"
    timeout -k 5 "$limit" "$@" >"$home/said" 2>&1 3<&- 5<&- 9<&-
    set -- $?
    head -c 65536 -- "$home/said"
    return "$1"
}

# Runs a command on the target of an entry, with the rights of whom it belongs to.
by_owner() { # COMMAND...
    if [ -n "$as" ]; then as_user 30 "$as" "$@"; else "$@"; fi
}
