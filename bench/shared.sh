# Shared by the benchmarks in this folder; sourced behind lab/lib.sh, never run. Bash.
# shellcheck shell=bash disable=SC2034,SC2154,SC2317 # what is set and defined here is used in the scripts, and the other way round
#
# Hosts: bench-1, bench-2, … are containers of one image, with this checkout's label. They go at the end, also when a benchmark fails, and
# what a killed one has left goes before the next one begins.
#
# Samples: lines in $work/samples of series, its number, wall seconds, CPU seconds of this machine's own processes, CPU seconds of the
# whole machine. In the same folder: machine (lines name=value about where and when), key, known_hosts, port.N, the project converge is
# given, output (of the last program).

services=25
started=$SECONDS
label=converge.bench=$root
prefix=bench-$(printf '%s' "$root" | cksum | cut -d ' ' -f 1)
work=$(mktemp -d)
page=$root/docs/benchmarks.md

progress() { printf 'bench: %s\n' "$*" >&2; }

# number OPTION VALUE: prints the value; dies when it is none.
number() {
    [[ ${2:-} =~ ^[1-9][0-9]{0,3}$ ]] || die "$1 wants a number from 1 to 9999, not '${2:-}'"
    printf '%s\n' "$2"
}

remove_hosts() { docker ps --all --quiet --filter "label=$label" | xargs -r docker rm --force --volumes >/dev/null; }

clean_up() {
    remove_hosts
    rm -rf "$work"
}
trap 'status=$?; clean_up; exit $status' EXIT
trap 'exit 130' INT TERM

# --- Hosts

boot() { # NUMBER
    local name=$prefix-$1
    # shellcheck disable=SC2046 # one flag a line
    docker run --detach --name "$name" --hostname "bench-$1" --label "$label" --publish 127.0.0.1::22 \
        $(sed '/^#/d' "$lab/images/run-flags") "$image" >/dev/null
    wait_booted "$name"
    docker exec -i "$name" tee /etc/ssh/authorized_keys/deploy <"$work/key.pub" >/dev/null
    docker port "$name" 22/tcp | sed 's/.*://' >"$work/port.$1"
    # From the host itself, not over the network.
    docker exec "$name" sh -c 'cat /etc/ssh/ssh_host_*_key.pub' \
        | sed "s/^/[127.0.0.1]:$(cat "$work/port.$1") /" >"$work/known_hosts.$1"
}

# Four at a time: booting is work.
boot_hosts() {
    local number
    progress "booting $size hosts"
    remove_hosts
    ssh-keygen -q -t ed25519 -N '' -C 'converge bench' -f "$work/key"
    for number in $(seq "$size"); do
        boot "$number" &
        [ $((number % 4)) != 0 ] || wait
    done
    wait
    [ "$(cat "$work"/port.* | wc -l)" = "$size" ] || die "Not all hosts came up"
    cat "$work"/known_hosts.* >"$work/known_hosts"
}

on_each_host() { # COMMAND…: as root, inside
    local number
    for number in $(seq "$size"); do docker exec "$prefix-$number" "$@" || return; done
}

# --- What converge is given: an inventory of the hosts, and a play with a template, limits, quotas and a stray rule.

write_project() {
    local number
    {
        printf 'bench:\n  vars:\n    ansible_host: 127.0.0.1\n    ansible_user: deploy\n'
        printf '    ansible_ssh_private_key_file: %s\n    converge_known_hosts: %s\n  hosts:\n' "$work/key" "$work/known_hosts"
        for number in $(seq "$size"); do
            printf '    bench-%s: { ansible_port: %s }\n' "$number" "$(cat "$work/port.$number")"
        done
    } >"$work/inventory.yml"
    mkdir "$work/playbooks" "$work/templates"
    printf '%s\n' '[Unit]' 'Description=Bench service on port {{ port }}' 'After=network.target' '' \
        '[Service]' 'ExecStart=/bin/sleep infinity' 'Environment=PORT={{ port }}' '' \
        '[Install]' 'WantedBy=multi-user.target' >"$work/templates/bench.service"
    {
        printf -- '- name: Bench\n  hosts: bench\n  vars: { port: 8000 }\n  units:\n'
        for number in $(seq -w "$services"); do
            printf '    bench-%s.service:\n      template: bench.service\n      state: started\n      enabled: true\n' "$number"
            printf '      restart: { Restart: on-failure, RestartSec: 10s, StartLimitIntervalSec: 5min, StartLimitBurst: 5 }\n'
            printf '      resources: { MemoryMax: 64M, CPUQuota: 80%%, TasksMax: 32 }\n'
        done
        printf '  strays:\n    - { match: ["bench-*.service"], action: remove }\n'
    } >"$work/playbooks/site.yml"
}

converge_hosts() {
    progress "converging them to $services services"
    converge apply --yes >"$work/output" 2>&1 || die "apply failed" "$(tail -n 15 "$work/output")"
    converge plan --detailed-exitcode >"$work/output" || die "the hosts are not in sync after apply" "$(tail -n 5 "$work/output")"
}

# --- Programs

converge() { "$root/bin/converge" "$1" -i "$work/inventory.yml" "$work/playbooks/site.yml" "${@:2}"; }

# Fresh connection, no configuration, no agent, the key named: nothing to look for. Reads the script from $work/probe.
openssh() { # NUMBER
    ssh -F none -o BatchMode=yes -o StrictHostKeyChecking=yes -o "UserKnownHostsFile=$work/known_hosts" -o GlobalKnownHostsFile=/dev/null \
        -o IdentitiesOnly=yes -o IdentityAgent=none -o ControlMaster=no -o ControlPath=none -i "$work/key" -p "$(<"$work/port.$1")" \
        deploy@127.0.0.1 "$(<"$work/command")" <"$work/probe"
}

openssh_all() {
    local number jobs=()
    for number in $(seq "$size"); do
        openssh "$number" &
        jobs+=($!)
    done
    for number in "${jobs[@]}"; do wait "$number"; done
}

# What converge sends, and the command it sends it to, taken down on the host by a forced command for one run.
take_down_script() { # plan|check
    local name=$prefix-1 status=0
    # shellcheck disable=SC2016 # for the host's shell
    printf '%s %s\n' 'command="printf %s \"$SSH_ORIGINAL_COMMAND\" >/tmp/command; tee /tmp/probe | eval \"$SSH_ORIGINAL_COMMAND\""' "$(<"$work/key.pub")" \
        | docker exec -i "$name" tee /etc/ssh/authorized_keys/deploy >/dev/null
    converge "$1" -l bench-1 >"$work/output" 2>&1 || status=$?
    # 2: something was found.
    [ "$status" = 0 ] || [ "$status" = 2 ] || die "converge $1 failed with $status" "$(tail -n 5 "$work/output")"
    docker exec -i "$name" tee /etc/ssh/authorized_keys/deploy <"$work/key.pub" >/dev/null
    docker exec "$name" cat /tmp/probe >"$work/probe"
    docker exec "$name" cat /tmp/command >"$work/command"
    openssh 1 | tail -n 1 | grep -q '^END [0-9a-f]* 0$' || die "The script that was taken down does not run over OpenSSH"
}

# --- Measuring

# Seconds that this machine's processors have worked since its boot.
busy() { awk -v ticks="$(getconf CLK_TCK)" '/^cpu / { print ($2 + $3 + $4 + $7 + $8) / ticks }' /proc/stat; }

TIMEFORMAT='%R %U %S'
sample() { # SERIES NUMBER FUNCTION
    local taken before
    before=$(busy)
    taken=$({ time "$3" >"$work/output" 2>&1; } 2>&1) || die "$3 failed" "$(tail -n 15 "$work/output")"
    awk -v series="$1" -v number="$2" -v before="$before" -v after="$(busy)" \
        '{ print series, number, $1, $2 + $3, after - before }' <<<"$taken" >>"$work/samples"
}

# Each program goes first in every other pair.
pair() { # NUMBER SERIES FUNCTION SERIES FUNCTION
    if [ $(($1 % 2)) = 0 ]; then
        sample "$2" "$1" "$3"
        sample "$4" "$1" "$5"
    else
        sample "$4" "$1" "$5"
        sample "$2" "$1" "$3"
    fi
}

# Booting the hosts keeps the processors busy for a while; what would be measured is the boot.
settle() {
    progress "waiting for the machine to calm down, 5 minutes at most"
    for _ in $(seq 60); do
        [ "$(cut -d . -f 1 /proc/loadavg)" -ge 2 ] || break
        sleep 5
    done
    load=$(cut -d ' ' -f 1 /proc/loadavg)
}

describe_machine() { # NAME=VALUE…
    printf 'date=%s\n' "$(date -u '+%Y-%m-%d %H:%M UTC')"
    printf 'commit=%s\n' "$(git -C "$root" rev-parse --short HEAD 2>/dev/null || echo unknown)$(
        git -C "$root" diff --quiet HEAD -- src bin bench pom.xml 2>/dev/null || echo ', with changes')"
    printf 'cpu=%s x %s\n' "$(nproc)" "$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | sort -u | head -n 1)"
    printf 'memory=%s\n' "$(awk '/^MemTotal/ { printf "%.0f GiB", $2 / 1048576 }' /proc/meminfo)"
    printf 'kernel=Linux %s\n' "$(uname -r)"
    printf 'ssh=%s\n' "$(ssh -V 2>&1)"
    printf 'load=%s before, %s after\n' "$load" "$(cut -d ' ' -f 1 /proc/loadavg)"
    printf 'services=%s\nsize=%s\nrounds=%s\n' "$services" "$size" "$rounds"
    printf '%s\n' "$@"
}

# report NAME: prints what bench/NAME.awk makes of the samples, and with --write puts it where docs/benchmarks.md has the former one, between
# comments of that name. Its status is 1 when a target was missed.
report() {
    local status=0
    awk -f "$root/bench/shared.awk" -f "$root/bench/$1.awk" "$work/machine" "$work/samples" >"$work/report" || status=$?
    [ "$status" -le 1 ] || die "The report could not be made"
    cat "$work/report"
    if [ -n "$write" ]; then
        awk -v name="bench/$1" -v report="$work/report" '
            $0 == "<!-- " name " -->" {
                print
                while ((getline line <report) > 0) print line
                within = 1
            }
            $0 == "<!-- end of " name " -->" { within = 0; ended = 1 }
            !within
            END { exit !ended }' "$page" >"$work/page" || die "docs/benchmarks.md has no place for bench/$1"
        cat "$work/page" >"$page"
        progress "wrote docs/benchmarks.md"
    fi
    progress "took $(((SECONDS - started + 59) / 60)) minutes"
    return "$status"
}
