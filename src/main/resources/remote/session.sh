# What converge asks of a running host around a change. It is sent to `sh -s`; what follows it calls `launch` or `confirm`. A shell reads
# a script from its standard input in blocks, so only the here-documents are read here. See transaction/head.sh for what the host does.
#
#   begin NONCE RUN     says BEGIN NONCE
#   store ID            takes the script of the transaction as a here-document
#   launch              takes the plan as a here-document, has a unit run the script, and tells what that says until it waits for the
#                       confirmation (`await SECONDS`) or is over
#   confirm SECONDS     confirms the run as soon as it asks for it, and tells all it said once it is over; after SECONDS it gives up
# Both end with END NONCE STATUS. Beside the keys of the transaction, the answer has
#   outcome gone        the host knows nothing of the run, so nothing was changed
#   outcome pending     the run still works, or waits for whatever keeps it from its end
#
# Left behind by a connection that breaks: in.RUN, which is worth nothing, or a run that goes on by itself.

set -u
unset CDPATH ENV BASH_ENV
LC_ALL=C
PATH=/usr/sbin:/usr/bin:/sbin:/bin
SYSTEMD_COLORS=0
SYSTEMD_PAGER=
export LC_ALL PATH SYSTEMD_COLORS SYSTEMD_PAGER
umask 077

base=/etc/systemd/system
home=$base/.converge
answers=/run/converge
unit=converge-txn.service
newline='
'

say() {
    printf '%s\n' "$*"
}

begin() { # NONCE RUN
    nonce=$1 run=$2 out=$answers/$2.out
    say "BEGIN $nonce"
}

end() { # STATUS
    say "END $nonce $1"
    exit "$1"
}

not_begun() { # WHAT [DETAIL]
    rm -f -- "$home/in.$run" 2>/dev/null
    say "failed $1"
    text=${2-}$newline
    while [ -n "${2-}" ] && [ -n "$text" ]; do
        say "note ${text%%"$newline"*}"
        text=${text#*"$newline"}
    done
    say 'outcome not-begun'
    end 1
}

attempt() {
    said=$("$@" 2>&1)
}

# The script checks the rest of the way to its home itself.
open_home() {
    for each in /etc /etc/systemd "$base" "$home"; do
        [ ! -L "$each" ] || not_begun 'open the home of converge' "$each is a symbolic link"
    done
    attempt mkdir -p -- "$answers" || not_begun 'make the directory for what the run says' "$said"
    [ -d "$home/hist" ] && return
    attempt make_base || not_begun 'make the directory of units' "$said"
    attempt mkdir -p -- "$home/hist" || not_begun 'make the home of converge' "$said"
    attempt sync -- "$home" "$base" || not_begun 'make the home of converge' "$said"
}

make_base() {
    umask 022 && mkdir -p -- "$base"
}

store() { # ID, with the script as standard input
    open_home
    engine=$home/engine-$1.sh
    # The name has the hash of what is in it, and is given once that is on the disk.
    [ -f "$engine" ] && return
    attempt write_engine || not_begun 'store the script of the change' "$said"
}

write_engine() {
    cat >"$engine.$nonce" && sync -- "$engine.$nonce" && mv -fT -- "$engine.$nonce" "$engine" && sync -- "$home" && return
    rm -f -- "$engine.$nonce"
    return 1
}

launch() { # with the plan as standard input
    attempt write_plan || not_begun 'store the plan' "$said"
    start_unit
    follow
    end 0
}

write_plan() {
    cat >"$home/in.$run" && : >"$out"
}

# The name of the unit is taken as long as a run works, and a moment longer.
start_unit() {
    tries=40
    until attempt timeout -k 5 30 systemd-run --quiet --collect --no-ask-password --unit=$unit --description="converge: run $run" \
        -p "ExecStopPost=/bin/sh $engine recover" -p TimeoutStopSec=120 -p OOMScoreAdjust=-900 /bin/sh "$engine" run "$run"; do
        case $?,$said in
            124,*) not_begun 'have systemd run the change' 'systemd did not answer within 30 s' ;;
            *already*) ;;
            *) not_begun 'have systemd run the change' "$said" ;;
        esac
        flock -n "$home/lock" true || busy
        [ "$tries" -gt 0 ] || busy
        tries=$((tries - 1))
        sleep 0.25
    done
}

busy() {
    rm -f -- "$home/in.$run"
    IFS= read -r holder <"$home/lock"
    say "note $holder"
    say 'outcome busy'
    end 1
}

# Tells what the run says, as it says it.
follow() {
    exec 4<"$out"
    held='' idle=0
    while :; do
        if IFS= read -r line <&4; then
            line=$held$line held='' idle=0
            case $line in
                'end '*) return ;;
            esac
            say "$line"
            case $line in
                'await '*) return ;;
            esac
        else
            # A line that has not come whole yet.
            held=$held$line
            idle=$((idle + 1))
            # When nothing works any more, what was said last is still to be read.
            [ "$idle" -ne 20 ] || works || idle=30
            [ "$idle" -lt 40 ] || return
            sleep 0.1
        fi
    done
}

works() { # the unit does, or the script that sees to its end
    attempt timeout -k 5 30 systemctl --no-ask-password show --property=ActiveState --value -- $unit || return 0
    case $said in
        inactive | failed) return 1 ;;
    esac
    idle=0
}

confirm() { # SECONDS
    deadline=$(($(uptime) + $1)) idle=0
    until is_over; do
        if is_open; then
            [ ! -e "$home/txn/d.commit" ] || [ -e "$home/txn/decision" ] || decide
        elif [ "$idle" -ge 20 ] && ! { holds_lock && works; }; then
            if rm -- "$home/in.$run" 2>/dev/null; then
                # Without its plan it cannot begin any more. It may have done so just now.
                idle=10
            else
                # It may have ended between the two questions.
                is_over || { say 'outcome gone' && end 0; }
                break
            fi
        fi
        [ "$(uptime)" -lt "$deadline" ] || { tell && say 'outcome pending' && end 0; }
        idle=$((idle + 1))
        sleep 0.1
    done
    let_go
    tell
    end 0
}

# Whoever is told looks at the host next, and must not find the run still clearing away what stood by.
let_go() {
    last=$(($(uptime) + 10))
    while works && [ "$(uptime)" -lt "$last" ]; do sleep 0.1; done
}

is_open() {
    read_id && [ "$id" = "$run" ]
}

# Before the change is open, the lock says whose it will be.
holds_lock() {
    IFS= read -r holder <"$home/lock"
    case $holder in
        "run $run by "*) ;;
        *) return 1 ;;
    esac
} 2>/dev/null

read_id() {
    IFS= read -r id <"$home/txn/id"
} 2>/dev/null

# The first decision is the only one. It is on the disk before anybody is told.
decide() {
    ln -T -- "$home/txn/d.commit" "$home/txn/decision" && sync -- "$home/txn"
} 2>/dev/null

is_over() { # sets $answer to where the answer stands
    answer=$out
    case $(tail -n 1 -- "$out" 2>/dev/null) in
        'end '*) return 0 ;;
    esac
    answer=$home/hist/$run/answer
    # The change is closed before what stood by is taken away; whoever looks at the host must find that gone.
    [ -f "$answer" ] && ! works
}

tell() {
    [ -f "$answer" ] || answer=$out
    while IFS= read -r line; do
        case $line in
            'end '*) ;;
            *) say "$line" ;;
        esac
    done <"$answer"
} 2>/dev/null

# Seconds since the boot.
uptime() {
    IFS=' .' read -r now rest </proc/uptime
    echo "$now"
}
