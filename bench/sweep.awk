# What bench/sweep measured, as Markdown. Comes behind shared.awk.

function row(title, series,    line) {
    collect(wall, series, rounds)
    line = sprintf("| %s | %.1f | %.1f | %.1f |", title, median, lowest, highest)
    collect(cpu, series, rounds)
    line = sprintf("%s %.1f |", line, median)
    collect(busy, series, rounds)
    printf "%s %.1f | %s |\n", line, median, machine["visits-" series]
}

function ratio(title, series,    i) {
    for (i = 1; i <= rounds; i++) list[i] = wall[series, i] / wall["converge", i]
    summarise(list, rounds)
    printf "| %s | %.1f | %.1f | %.1f |\n", title, median, lowest, highest
}

END {
    print "## A sweep, beside Ansible\n"
    print "Written by `" machine["command"] "` on " machine["date"] ", commit " machine["commit"] ".\n"
    print "`converge check` of " size " hosts in one run, with " machine["services"] " services and a failed one each, beside `ansible-playbook` that gathers the same facts"
    print "with `bench/facts.yml` (" machine["tasks"] " tasks: `setup` with its smallest subset, `service_facts`, and commands for the rest). Ansible stops there; converge also says what is wrong."
    print "What both got of services and slices that do anything was the same on all hosts: " machine["agreed"] " states and numbers of restarts."
    print "The hosts are containers on the same machine, so what the commands cost there is in all times, and a round trip costs next to nothing.\n"
    describe_machine()

    print "\nSeconds for all " size " hosts. CPU here is that of the program on this machine; CPU in all that of the machine, hosts included. The last two columns are"
    print "per host, counted by its sshd. Medians of " rounds " rounds, in which the programs take turns.\n"
    print "| | wall, median | min | max | CPU here | CPU in all | logins | remote executions |"
    print "|---|--:|--:|--:|--:|--:|--:|--:|"
    row("`converge check`", "converge")
    row("OpenSSH, all at once, the script that converge sends", "openssh")
    row("Ansible, one task: the script that converge sends", "script")
    row("Ansible at its best", "best")
    row("Ansible, default settings", "default")
    print "\nAt its best: `pipelining`, `forks = " size "`, `strategy = free`, the interpreter named. The default settings: 5 forks, tasks in step, no pipelining. Either way"
    print "connections are kept from task to task, and made anew for each run, as for a check that comes once a night.\n"
    print "| wall time, Ansible : converge | median | min | max |"
    print "|---|--:|--:|--:|"
    ratio("at its best", "best")
    ratio("default settings", "default")
}
