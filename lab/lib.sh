# Shared by the scripts in lab/ and by bin/test; sourced, never run. POSIX sh and what Linux machines have.
# shellcheck shell=sh disable=SC2034 # what is set here is used in the scripts
#
# Every lab container carries two labels: converge.lab=<this checkout> and converge.host=<name>. Removal goes by the first,
# so two checkouts on one machine never touch each other's hosts.

root=$(cd "$(dirname "$0")/.." && pwd -P)
lab=$root/lab
state=$lab/.state
keyring=/usr/share/keyrings/debian-archive-keyring.gpg # of all Debian releases that have images
PATH=$PATH:/usr/sbin:/sbin # dockerd and iptables, also in a shell whose PATH is a user's

# Keys, known_hosts, logs: nobody else's business.
make_state() { [ -d "$state" ] || mkdir -m 0700 "$state"; }

say() { printf '%s\n' "$*"; }

# die MESSAGE [HINT…]: the first line says what is wrong, the others say why and what to do.
die() {
    printf 'error: %s\n' "$1" >&2
    shift
    for line; do printf '  %s\n' "$line" >&2; done
    exit 1
}

is_debian() { [ "$(. /etc/os-release && say "$ID")" = debian ]; }

# need PROGRAM:PACKAGE…: installs the packages of the programs that are not there, as root on Debian; elsewhere says which.
# A program that is there is kept, wherever it came from.
need() {
    missing=
    for pair; do
        command -v "${pair%%:*}" >/dev/null || missing="$missing ${pair#*:}"
    done
    [ -n "$missing" ] || return 0
    if [ "$(id -u)" != 0 ] || ! is_debian; then
        die "Missing:$missing" "Please install it; only as root on Debian does this script do that itself."
    fi
    say "installing$missing"
    output=$(mktemp)
    export DEBIAN_FRONTEND=noninteractive
    # shellcheck disable=SC2086 # a list of package names
    { apt-get update && apt-get install --yes --no-install-recommends $missing; } >"$output" 2>&1 </dev/null || {
        tail -n 15 "$output" >&2
        die "apt-get could not install$missing" "Its whole output is in $output."
    }
    rm -f "$output"
}

# The container of a host. The checkout's hash is in it because container names are global to the engine.
container() { printf 'converge-lab-%s-%s\n' "$(printf '%s' "$root" | cksum | cut -d ' ' -f 1)" "$1"; }

# All hosts of this checkout, running or not: one name a line, sorted.
hosts() { docker ps --all --filter "label=converge.lab=$root" --format '{{.Label "converge.host"}}' | sort; }

# label HOST KEY: one of the labels that lab/up wrote.
label() { docker inspect --format "{{index .Config.Labels \"$2\"}}" "$(container "$1")"; }

known_host() { docker inspect "$(container "$1")" >/dev/null 2>&1; }

need_host() {
    known_host "$1" || die "There is no lab host called $1" "The hosts are: $(hosts | tr '\n' ' ')" "lab/up makes them."
}

# release NAME: 11, debian11 or bullseye -> debian11
release() {
    case $1 in
        11 | debian11 | bullseye) say debian11 ;;
        12 | debian12 | bookworm) say debian12 ;;
        13 | debian13 | trixie) say debian13 ;;
        *) die "Unknown Debian release $1" "Known are 11 (bullseye), 12 (bookworm) and 13 (trixie)." ;;
    esac
}

# wait_booted CONTAINER: until systemd has reached the end of its boot. is-system-running fails at first, while PID 1 does
# not answer yet, and says "degraded" (not an error here) when a unit of the incident has failed.
wait_booted() {
    tries=0
    while :; do
        case $(docker exec "$1" timeout 60 systemctl is-system-running --wait 2>/dev/null) in
            running | degraded) return 0 ;;
        esac
        tries=$((tries + 1))
        if [ "$tries" -ge 120 ]; then
            docker logs --tail 20 "$1" >&2 || true
            die "$1 did not finish booting within a minute" "docker exec -it $1 journalctl -b    shows what it waits for"
        fi
        sleep 0.5
    done
}

# ssh_to HOST [ARG…]: OpenSSH with the lab's key and known_hosts, nothing of the user's own configuration.
ssh_to() {
    host=$1
    shift
    ssh -F none -o StrictHostKeyChecking=yes -i "$state/id_ed25519" -o IdentitiesOnly=yes -o "UserKnownHostsFile=$state/known_hosts" \
        -o GlobalKnownHostsFile=/dev/null -o ConnectTimeout=5 \
        -p "$(label "$host" converge.port)" deploy@127.0.0.1 "$@"
}

# wait_ssh HOST: until sshd lets the lab's key in, 30 s at most.
wait_ssh() {
    tries=0
    until ssh_to "$1" -o BatchMode=yes true </dev/null 2>/dev/null; do
        tries=$((tries + 1))
        if [ "$tries" -ge 60 ]; then
            ssh_to "$1" -o BatchMode=yes true </dev/null || true
            die "$1 has booted, but ssh does not answer" "lab/ssh $1    shows the error"
        fi
        sleep 0.5
    done
}
