# What the plan saw of the host beside its paths, held against what is there now. Units that go up and down by themselves, such as those
# that wait for an automatic restart, are up all the while; a unit on its way down may be either.

drifted() { # TEXT
    say "drifted $1"
    refused=yes
}

# What the manifest was tells whether another run changed the host since, which may have to do with none of these paths.
check_manifest() { # TOKEN
    case $was in
        '' | "${1##*:}") return 0 ;;
    esac
    say "moved $units_dir/.converge/manifest"
    say "now $1"
    refused=yes
}

check_seen() {
    [ -n "$system" ] || return 0
    [ -z "$version" ] || check_version
    each_manager check_states
}

check_version() {
    attempt timeout -k 5 10 systemctl --version || not_begun 'ask for the version of systemd' "$said"
    now=${said#systemd }
    now=${now%%[!0-9]*}
    [ "$now" = "$version" ] || drifted "systemd was version $version and now is ${now:-unknown}"
}

check_states() {
    saw=$system_saw names=''
    [ -z "$ids" ] || saw=$(cat -- "$noted/saw")$newline
    [ "$saw" != "$newline" ] || saw=''
    each_line "$saw" name_seen
    [ -n "$names" ] || return 0
    if [ -n "$ids" ] && ! user_runs; then
        active=inactive
        for unit in $names; do check_state; done
        return 0
    fi
    # shellcheck disable=SC2086 # unit names hold neither blanks nor wildcards
    each_unit check_state $names || leave not-begun 1
}

name_seen() { # up|down UNIT
    names="$names ${1#* }"
}

check_state() { # of $unit, which is $active
    [ "$active" != deactivating ] || return 0
    if is_up "$active"; then now=up then=down; else now=down then=up; fi
    case $newline$saw in
        *"$newline$now $unit$newline"*) ;;
        *) drifted "$unit$whose was $then and now is $active" ;;
    esac
}

# A run has its place in the history for good, however it ended: what was planned for the host as it was then is not for the host it is now.
check_unused() {
    [ -e "$home/hist/$run" ] || return 0
    then=$(stat -c %Y -- "$home/hist/$run/about") && then=$(date -u -d "@$then" +%Y-%m-%dT%H:%M:%SZ) || then=''
    say "used $run${then:+ $then}"
    leave refused 1
}
