# What bench/run measured, as Markdown. Comes behind shared.awk. Ends with 1 when a target is missed.

function row(title, series, n,    line) {
    collect(wall, series, n)
    line = sprintf("| %s | %.0f | %.0f | %.0f |", title, median * 1000, lowest * 1000, highest * 1000)
    collect(cpu, series, n)
    printf "%s %.0f |\n", line, median * 1000
}

# The ratios in `list`, pair by pair: its median is what the target is about.
function verdict(title, n, target) {
    summarise(list, n)
    printf "| %s | %.2f | %.2f | %.2f | %.1f | %s |\n", title, median, lowest, highest, target, median <= target ? "met" : "**missed**"
    if (median > target) missed = 1
}

END {
    print "## A plan, beside OpenSSH\n"
    print "Written by `" machine["command"] "` on " machine["date"] ", commit " machine["commit"] ".\n"
    print "`converge plan` of hosts in sync with " machine["services"] " services each, beside OpenSSH that runs the same probe: the bytes that converge sends to the"
    print "same remote command, over a fresh connection with a key. The programs take turns, and in every other pair the other one is first."
    print "converge is started with `bin/converge`, so its launcher and the start of the JVM count. The hosts are containers on the same machine: what the"
    print "probe costs there is in all numbers.\n"
    describe_machine()

    print "\n| ratio converge : OpenSSH | median | min | max | target | |"
    print "|---|--:|--:|--:|--:|---|"
    for (i = 1; i <= runs; i++) list[i] = wall["converge-1", i] / wall["openssh-1", i]
    verdict("wall time, one host", runs, 2.0)
    for (i = 1; i <= rounds; i++) {
        ours = (wall["converge-all", i] - wall["converge-first", i]) / (size - 1)
        theirs = (wall["openssh-all", i] - wall["openssh-first", i]) / (size - 1)
        list[i] = ours / theirs
    }
    verdict("wall time per additional host, " size " hosts", rounds, 1.2)
    print "\nThe ratios are taken pair by pair. Per additional host: (" size " hosts - 1 host) / " size - 1 ", both programs with all hosts at once, within one round.\n"

    print "In milliseconds. CPU is that of the program on this machine, without the hosts'; median.\n"
    print "| | wall, median | min | max | CPU |"
    print "|---|--:|--:|--:|--:|"
    row("1 host, converge (" runs " runs)", "converge-1", runs)
    row("1 host, OpenSSH", "openssh-1", runs)
    row(size " hosts, converge (" rounds " runs)", "converge-all", rounds)
    row(size " hosts, OpenSSH, all at once", "openssh-all", rounds)
    row(size " hosts, OpenSSH, one after the other", "openssh-in-turn", rounds)
    exit missed
}
