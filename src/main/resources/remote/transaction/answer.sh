# Answering: a line of a key and a text for everything that happens.

# For the record of the run.
spoken=''

# A reader that went away is no reason to stop. What is not a step that went well is kept for the record of the run.
say() {
    printf '%s\n' "$*" 2>/dev/null || true
    case $1 in
        'did '*) ;;
        *) [ "${#spoken}" -gt 65536 ] || spoken=$spoken$*$newline ;;
    esac
}

# The first failure is the cause; what fails after it in the same step is a consequence.
failed() { # WHAT [DETAIL]
    say "failed $1"
    [ -z "${2-}" ] || notes "$2"
    return 1
}

notes() { # TEXT, of any number of lines
    text=$1$newline
    while [ -n "$text" ]; do
        say "note ${text%%"$newline"*}"
        text=${text#*"$newline"}
    done
}

# Calls a function with each line, until one fails.
each_line() { # LINES FUNCTION
    while [ -n "$1" ]; do
        "$2" "${1%%"$newline"*}" || return 1
        set -- "${1#*"$newline"}" "$2"
    done
}

# Ends the run with nothing changed.
leave() { # OUTCOME STATUS
    [ -z "$stage" ] || discard "$stage"
    end_answer "$@"
}

end_answer() { # OUTCOME STATUS
    tell_end "$@"
    exit "$2"
}

tell_end() { # OUTCOME STATUS
    say "outcome $1"
    if [ -n "$nonce" ]; then say "END $nonce $2"; else say "end $2"; fi
}

not_begun() { # WHAT [DETAIL]
    failed "$@" || leave not-begun 1
}

# Runs a command; what it said is in $said.
attempt() {
    said=$("$@" 2>&1)
}
