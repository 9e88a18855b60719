# Runs in a container of lab/directives/verify. Two units for each case, one daemon-reload, then every property against the table:
# case-N has the value; empty-N has it and an empty assignment after it, which shows whether the directive can be reset.
set -eu
LC_ALL=C
export LC_ALL
version=$(systemctl --version | sed -n '1s/^systemd \([0-9]*\).*/\1/p')
mkdir -p /run/systemd/system
awk -F '\t' -v version="$version" '
    function unit(name, section, lines,    file) {
        file = "/run/systemd/system/" name ".service"
        if (section == "Unit") printf "[Unit]\n%s[Service]\nExecStart=/bin/true\n", lines > file
        else printf "[Service]\nExecStart=/bin/true\n%s", lines > file
        close(file)
    }
    FILENAME ~ /directives/ {
        if (!($1 in section) && $2 ~ /(^| )(Unit|Service)( |$)/) { section[$1] = $2 ~ /(^| )Unit( |$)/ ? "Unit" : "Service"; resets[$1] = $6 ~ /EMPTY_RESETS$/ }
        next
    }
    /^#/ { next }
    {
        property = $5
        if (property ~ />=/) { if (version + 0 < substr(property, index(property, ">=") + 2) + 0) next; sub(/>=.*/, "", property) }
        if (property == "-") next
        number++
        gsub(/\\t/, "\t", $2)
        unit("case-" number, section[$1], $1 "=" $2 "\n")
        unit("empty-" number, section[$1], $1 "=" $2 "\n" $1 "=\n")
        print number "\t" $1 "\t" $2 "\t" $3 "\t" $4 "\t" property "\t" resets[$1] > "/run/asked"
    }' /run/directives.tsv /run/cases.tsv
printf '[Service]\nExecStart=/bin/true\n' >/run/systemd/system/bare.service
systemctl daemon-reload

# show UNIT PROPERTY[:PROPERTY]
show() {
    printf '%s\n' "$2" | tr : '\n' | while read -r one; do
        systemctl show -p "$one" "$1.service" | sed 's/^[^=]*=//'
    done | paste -s -d : -
}
differs() { printf '\n  %s' "$1"; failed=$((failed + 1)); }

tab=$(printf '\t')
failed=0
while IFS="$tab" read -r number directive value verdict expected property resets; do
    shown=$(show "case-$number" "$property")
    bare=$(show bare "$property")
    [ "$verdict" = = ] || expected=$bare
    [ "$shown" = "$expected" ] || differs "$directive=$value   converge: $verdict $expected   systemd $version: $shown"
    [ "$shown" != "$bare" ] || continue
    emptied=$(show "empty-$number" "$property")
    # A reset WorkingDirectory= keeps the mark that it may be missing.
    [ "$emptied" != '!' ] || emptied=
    [ "$resets" = 1 ] && after=$bare || after=$shown
    [ "$emptied" = "$after" ] || differs "$directive=$value and then empty   converge: $after   systemd $version: $emptied"
done </run/asked
printf '%s values asked, %s differ\n' "$(wc -l </run/asked)" "$failed"
[ "$failed" -eq 0 ]
