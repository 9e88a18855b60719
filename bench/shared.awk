# Shared by the reports of the benchmarks. Input: a file of name=value lines about the machine, then the samples (series, number, wall
# seconds, CPU seconds of this machine's own processes, CPU seconds of the whole machine).

# Sorts values[1..n].
function sort(values, n,    i, j, value) {
    for (i = 2; i <= n; i++) {
        value = values[i]
        for (j = i - 1; j > 0 && values[j] > value; j--) values[j + 1] = values[j]
        values[j + 1] = value
    }
}

# Of the values in `given`: sets median, lowest and highest.
function summarise(given, n,    values, i) {
    for (i = 1; i <= n; i++) values[i] = given[i]
    sort(values, n)
    lowest = values[1]
    highest = values[n]
    median = n % 2 ? values[(n + 1) / 2] : (values[n / 2] + values[n / 2 + 1]) / 2
}

# Of a series of the samples in wall, cpu or busy.
function collect(samples, series, n,    i, list) {
    for (i = 1; i <= n; i++) {
        if (!((series, i) in samples)) {
            printf "no sample %s of %s\n", i, series >"/dev/stderr"
            exit 2
        }
        list[i] = samples[series, i]
    }
    summarise(list, n)
}

function describe_machine() {
    print "| machine | |"
    print "|---|---|"
    print "| processors | " machine["cpu"] " |"
    print "| memory | " machine["memory"] " |"
    print "| kernel | " machine["kernel"] " |"
    print "| client | " machine["ssh"] " |"
    if ("ansible" in machine) print "| Ansible | " machine["ansible"] " |"
    print "| load (1 min) | " machine["load"] " |"
}

FNR == NR {
    at = index($0, "=")
    machine[substr($0, 1, at - 1)] = substr($0, at + 1)
    next
}
{
    wall[$1, $2] = $3
    cpu[$1, $2] = $4
    busy[$1, $2] = $5
}

END {
    # As numbers: text would be compared as text, and "2" is more than "10".
    runs = machine["runs"] + 0
    rounds = machine["rounds"] + 0
    size = machine["size"] + 0
}
