#!/bin/sh
# record.sh RELEASE…: boots the lab image of each Debian release, makes the odd units of odd-units.sh there, and records into
# RELEASE/tree what lies on its disk and into RELEASE/units what its systemd says about every unit. RecordedHostsTest reads both.
# Of files that packages brought only the [Install] section is kept: nothing else is asked for, and the rest is not ours.
set -eu
cd "$(dirname "$0")"
lab=../../../../lab

inside() { docker exec -i "$container" sh -s; }

# One line a path, as the class Trees reads them.
tree() {
    inside <<'END'
set -eu
dirs=
for dir in /etc/systemd/system /etc/systemd/system.control /run/systemd/system /run/systemd/transient /run/systemd/generator \
    /run/systemd/generator.late /usr/local/lib/systemd/system /usr/lib/systemd/system /opt/odd /etc/systemd/system-preset \
    /run/systemd/system-preset /usr/local/lib/systemd/system-preset /usr/lib/systemd/system-preset; do
    [ ! -d $dir ] || dirs="$dirs $dir"
done
[ -L /lib ] || for dir in /lib/systemd/system /lib/systemd/system-preset; do [ ! -d $dir ] || dirs="$dirs $dir"; done
find $dirs -type l -printf '%p -> %l\n'
find $dirs -type f -size 0 -printf '%p:\n'
find $dirs -type f -size +0 | while read -r path; do
    if grep -q . "$path" && { find "$path" -newer /root/odd-units.sh | grep -q . || [ "${path%.preset}" != "$path" ]; }; then
        printf '%s: ' "$path"
        sed 's/\r$//' "$path" | grep -v '^#' | paste -s -d '|' | sed 's/|/ | /g'
    elif grep -q '^\[Install' "$path"; then
        printf '%s: ' "$path"
        sed -n '/^\[/h;G;/\n\[Install\]/P' "$path" | grep -v '^[#;]' | grep . | paste -s -d '|' | sed 's/|/ | /g'
    else
        printf '%s\n' "$path"
    fi
done
END
}

# For each unit a block of lines: the answers of list-unit-files, is-enabled, show, and the links that disable removes and that
# enable then makes.
units() {
    inside <<'END'
set -eu
export SYSTEMD_LOG_LEVEL=crit LC_ALL=C
etc=/etc/systemd/system
links() { find $etc /run/systemd/system -type l -printf '%p -> %l\n' | sort; }
cp -a $etc /root/before
links >/root/links
systemctl list-unit-files --no-legend --no-pager >/root/listed 2>/dev/null
{
    cut -d ' ' -f 1 /root/listed
    # Names that are listed nowhere: instances, units without a file, a hidden one.
    printf '%s\n' masked-template@x.service tpl-default@one.service tpl-default-on@one.service tpl-default-on@two.service \
        tpl@x.service tpl@y.service tpl-static@x.service tpl-static@y.service tpl-vendor@x.service tpl-own@z.service \
        tpl-alias@x.service tpl-alias2@z.service tpl-for-tpl@z.service spec-a-b@c.service p-q@i.service missing.service \
        no-file.service odd.slice .hidden.service renamed-link-2.service
} | sort -u | while read -r unit; do
    printf 'unit %s\n' "$unit"
    while read -r name state preset; do
        [ "$name" != "$unit" ] || printf 'listed %s %s\n' "$state" "${preset:--}"
    done </root/listed
    state=$(systemctl is-enabled -- "$unit" 2>/dev/null) || [ -n "$state" ] || state=error
    printf 'is-enabled %s\n' "$state"
    case $unit in
        *@.*) ;;
        *)
            systemctl show -p LoadState -p FragmentPath -p DropInPaths -- "$unit" | tr ' ' '\n' |
                sed -n 's/^FragmentPath=\(.\)/fragment \1/p; s/^LoadState=/load /p; s/^DropInPaths=\(.\)/dropin \1/p; s/^\//dropin \//p'
            ;;
    esac
    SYSTEMD_OFFLINE=1 systemctl disable -- "$unit" >/dev/null 2>&1 </dev/null || true
    links >/root/disabled
    comm -23 /root/links /root/disabled | sed 's/ -> .*//; s/^/disable /'
    SYSTEMD_OFFLINE=1 systemctl enable -- "$unit" >/dev/null 2>&1 </dev/null || true
    links | comm -13 /root/disabled - | sed 's/^/enable /'
    if ! links | cmp -s - /root/links; then
        rm -rf $etc
        cp -a /root/before $etc
    fi
done
END
}

for release; do
    # shellcheck disable=SC2046 # one flag a line
    container=$(docker run --detach --label converge.test=record $(grep -v '^#' $lab/images/run-flags) "converge-lab:$release")
    trap 'docker rm --force --volumes "$container" >/dev/null' EXIT
    docker exec "$container" sh -c 'until systemctl is-system-running --wait 2>/dev/null | grep -Eq "running|degraded"; do sleep 1; done'
    docker cp -q odd-units.sh "$container:/root/odd-units.sh"
    docker exec "$container" sh -c 'touch /root/odd-units.sh && sleep 0.1 && sh /root/odd-units.sh && systemctl daemon-reload' 2>/dev/null
    mkdir -p "$release"
    tree | sort >"$release/tree"
    units >"$release/units"
    docker rm --force --volumes "$container" >/dev/null
    trap - EXIT
    wc -l "$release/tree" "$release/units"
done
