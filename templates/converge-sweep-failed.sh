#!/bin/sh
# failed UNIT PROGRAM: says in the journal, at priority err, that the sweep has failed, why, and what it said of that. PROGRAM, where there is one,
# gets the same on its standard input and UNIT as its argument: the place for a mail or a message to whoever is on call.
set -eu
unit=$1
program=$2

# All at once: somebody may be starting it again.
facts=$(systemctl show --property=Result,ExecMainStatus,InvocationID,TimeoutStartUSec,MemoryMax -- "$unit")
fact() { printf '%s\n' "$facts" | sed -n "s/^$1=//p"; }

# What the statuses of `converge check` mean; systemd itself would call 4 NOPERMISSION.
meaning() {
    case $(fact Result):$(fact ExecMainStatus) in
        exit-code:1) echo 'the input is wrong, or a file could not be written (status 1)' ;;
        exit-code:2) echo 'something was found (status 2)' ;;
        exit-code:3) echo 'a host was reached, but could not be looked at (status 3)' ;;
        exit-code:4) echo 'a host was unreachable (status 4)' ;;
        timeout:*) echo "it took longer than $(fact TimeoutStartUSec)" ;;
        oom-kill:*) echo "it needed more memory than $(fact MemoryMax) bytes" ;;
        start-limit-hit:*) echo "it was started too often; systemctl reset-failed $unit lets it start again" ;;
        success:*) echo "it could not be started, see systemctl status $unit converge-sweep-setup.service" ;;
        *) echo "$(fact Result), status $(fact ExecMainStatus)" ;;
    esac
}

# What this run of it has printed; nothing when it was not started.
run=$(fact InvocationID)
printed=$([ -z "$run" ] || journalctl --quiet --output=cat "_SYSTEMD_INVOCATION_ID=$run")

text=$(
    echo "$unit on $(uname -n) has failed: $(meaning)"
    printf '%s\n' "$printed" | grep -E '^[^ ]+ (unreachable|failed): ' | head -n 20 | sed 's/^/    /' || true
    echo "Its last lines:"
    printf '%s\n' "$printed" | tail -n 10 | sed 's/^/    /'
    echo "All of them: journalctl -u $unit -n 500. Once it is mended: systemctl start $unit"
)
# systemd takes <3> for the priority of a line.
printf '%s\n' "$text" | sed 's/^/<3>/'
if [ -x "$program" ]; then
    printf '%s\n' "$text" | "$program" "$unit"
fi
