# Prints what systemd says of every unit that has a file, an instance of each template included: sections "== NAME", see SystemdSays.
export LC_ALL=C SYSTEMD_PAGER= SYSTEMD_COLORS=0
echo '== listed'
systemctl list-unit-files --no-legend --full
names=$(systemctl list-unit-files --no-legend --full | awk '{ print $1; if (sub(/@\./, "@made-up.", $1)) print $1 }')
echo '== is-enabled'
for unit in $names; do
    printf '%s %s\n' "$unit" "$(systemctl is-enabled -- "$unit" 2>/dev/null)"
done
echo '== show'
# Templates cannot be shown. The names of an argument list may be aliases of one unit: each has a record of its own.
for unit in $names; do
    case $unit in *@.*) ;; *) echo "$unit" ;; esac
done >/run/oracle-names
tr '\n' '\0' </run/oracle-names | xargs -0 -n 100 sh -c 'systemctl show -- "$@"; echo' sh
echo '== shown'
cat /run/oracle-names
