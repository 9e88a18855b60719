# Runs in a container of lab/directives/verify-manager, one setting after the other.
set -eu
LC_ALL=C
export LC_ALL
version=$(systemctl --version | sed -n '1s/^systemd \([0-9]*\).*/\1/p')
drop_in=/etc/systemd/system.conf.d/99-verify.conf
mkdir -p /etc/systemd/system.conf.d
failed=0
differs() { printf '\n  %s' "$1"; failed=$((failed + 1)); }

# Names: systemd says which it does not know.
{
    printf '[Manager]\n'
    sed '/^#/d; s/\t.*/=%none%/' /run/manager.tsv
} >$drop_in
systemctl daemon-reload
sleep 1
unknown=$(journalctl -b -o cat --no-pager | sed -n "s/.*99-verify.conf.*Unknown key[^']*'\([A-Za-z]*\)'.*/\1/p" | sort -u)
rm -f $drop_in
systemctl daemon-reload
sed '/^#/d' /run/manager.tsv | cut -f 1,6 >/run/names
while read -r name since; do
    known=yes
    printf '%s\n' "$unknown" | grep -qx "$name" && known=no
    expected=yes
    [ "$version" -ge "$since" ] || expected=no
    [ $known = $expected ] || differs "$name: known to $version: $known, the table says since $since"
done </run/names

# Moments: what a question answers after each step. The questions are properties of the manager, or a word below.
answer() {
    case $1 in
        environment) systemctl show-environment | grep '^VERIFY=' ;;
        own-environment) tr '\0' '\n' </proc/1/environ | grep '^VERIFY=' ;;
        affinity) sed -n 's/^Cpus_allowed_list:.//p' /proc/1/status ;;
        *) systemctl show -p "$1" --value ;;
    esac || true
}
while IFS='|' read -r name value question; do
    row=$(sed -n "s/^$name\t\([A-Z]*\)\t\([A-Z]*\)\t.*/\1 \2/p" /run/manager.tsv)
    printf '%s\n' "$unknown" | grep -qx "$name" && continue
    bare=$(answer "$question")
    printf '[Manager]\n%s=%s\n' "$name" "$value" >$drop_in
    systemctl daemon-reload
    reloaded=$(answer "$question")
    systemctl daemon-reexec
    executed=$(answer "$question")
    rm $drop_in
    systemctl daemon-reload
    without=$(answer "$question")
    systemctl daemon-reexec
    anew=$(answer "$question")
    if [ "$reloaded" != "$bare" ]; then in=RELOAD; elif [ "$executed" != "$bare" ]; then in=REEXEC; else in=BOOT; fi
    if [ "$without" = "$bare" ]; then out=RELOAD; elif [ "$anew" = "$bare" ]; then out=REEXEC; else out=BOOT; fi
    [ "$in $out" = "$row" ] || differs "$name: $in $out on $version, the table says $row ($bare, $reloaded, $executed, $without, $anew)"
done <<'SETTINGS'
CPUAffinity|0|affinity
DefaultEnvironment|VERIFY=1|environment
DefaultLimitNOFILE|777|DefaultLimitNOFILE
DefaultMemoryPressureThresholdSec|77|DefaultMemoryPressureThresholdUSec
DefaultOOMPolicy|kill|DefaultOOMPolicy
DefaultOOMScoreAdjust|77|DefaultOOMScoreAdjust
DefaultRestartSec|77|DefaultRestartUSec
DefaultStandardOutput|null|DefaultStandardOutput
DefaultStartLimitBurst|77|DefaultStartLimitBurst
DefaultStartLimitIntervalSec|77|DefaultStartLimitIntervalUSec
DefaultTasksAccounting|no|DefaultTasksAccounting
DefaultTasksMax|777|DefaultTasksMax
DefaultTimeoutStartSec|77|DefaultTimeoutStartUSec
DefaultTimeoutStopSec|77|DefaultTimeoutStopUSec
DefaultTimerAccuracySec|77|DefaultTimerAccuracyUSec
KExecWatchdogSec|77|KExecWatchdogUSec
LogLevel|notice|LogLevel
LogTarget|kmsg|LogTarget
ManagerEnvironment|VERIFY=1|own-environment
RebootWatchdogSec|77|RebootWatchdogUSec
RuntimeWatchdogSec|77|RuntimeWatchdogUSec
ShowStatus|no|ShowStatus
TimerSlackNSec|77us|TimerSlackNSec
SETTINGS
printf '%s names and %s settings asked, %s differ\n' "$(wc -l </run/names)" 23 "$failed"
[ "$failed" -eq 0 ]
