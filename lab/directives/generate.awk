# facts.tsv, added, dumps in ascending order of version -> one line a directive; sections that share everything share a line.

# Every host has systemd 239 or later.
BEGIN { ALWAYS = 239 }

FNR == 1 { file++; if (file > 2) { before = version; version = FILENAME; sub(/.*\//, "", version); if (file == 3) oldest = version } }

file == 1 {
    if ($0 ~ /^(#|$)/) next
    columns = split($0, column, "\t")
    if (columns < 4) { print "facts.tsv:" FNR ": fewer than four columns" > "/dev/stderr"; failed = 1; exit 1 }
    facts++
    selector[facts] = column[1]
    for (i = 2; i <= 5; i++) fact[facts, i] = i <= columns ? column[i] : "."
    next
}

file == 2 { candidates[$1] = candidates[$1] " " $2; next }

/^\[/ { section = substr($0, 2, length($0) - 2); next }

index($0, "=") {
    name = substr($0, 1, index($0, "=") - 1)
    key = section SUBSEP name
    if (!(key in type)) {
        order[++known] = key
        first[key] = version
        lastWithout[key] = before
    }
    type[key] = substr($0, index($0, "=") + 1)
    if (section == "Slice") resource[name] = 1
}

function selects(what, section, name, kind,    pattern) {
    if (what ~ /^=/) return kind == substr(what, 2)
    if (what ~ /^\[/) return "[" section "]" == what
    pattern = what ~ /\./ ? what : section "." what
    gsub(/\./, "[.]", pattern)
    gsub(/\*/, ".*", pattern)
    return (section "." name) ~ ("^" pattern "$")
}

# What the playbook calls it; the rule is in the Javadoc of Directive.Topic.
function topic(name) {
    if (name ~ /^(Restart|StartLimit)/) return "RESTART"
    if (name in resource || name ~ /^(Limit|OOM)/) return "RESOURCES"
    return "SETTINGS"
}

function since(key, name,    i, n, version) {
    n = split(candidates[name], version, " ")
    for (i = 1; i <= n; i++) {
        if (version[i] + 0 <= first[key] + 0 && version[i] + 0 > lastWithout[key] + 0) return version[i] + 0 <= ALWAYS ? 0 : version[i]
    }
    return first[key] == oldest ? 0 : first[key]
}

END {
    if (failed) exit 1
    for (k = 1; k <= known; k++) {
        key = order[k]
        split(key, part, SUBSEP)
        split("", value)
        for (f = 1; f <= facts; f++) {
            if (!selects(selector[f], part[1], part[2], type[key])) continue
            used[f] = 1
            for (i = 2; i <= 5; i++) if (fact[f, i] != ".") value[i] = fact[f, i]
        }
        row = part[2] "\t%s\t" topic(part[2]) "\t" value[4] "\t" value[2] "\t" value[3] "\t" since(key, part[2]) "\t" value[5]
        if (!(row in sections)) rows[++count] = row
        sections[row] = sections[row] (sections[row] == "" ? "" : " ") part[1]
    }
    for (f = 1; f <= facts; f++) {
        if (!used[f]) print "facts.tsv: nothing is selected by " selector[f] > "/dev/stderr"
    }
    for (r = 1; r <= count; r++) {
        row = rows[r]
        sub(/%s/, sections[row], row)
        print row
    }
}
