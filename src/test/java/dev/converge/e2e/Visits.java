package dev.converge.e2e;

/** How often a host is bothered, counted by its own sshd from {@link #countedBy} on. */
record Visits(LabHost host) {

    /** Has sshd tell of every session, with nothing told yet. */
    static Visits countedBy(LabHost host) {
        host.write("/etc/ssh/sshd_config.d/verbose.conf", "LogLevel VERBOSE\n");
        host.exec("systemctl restart ssh && journalctl --rotate && journalctl --vacuum-time=1s");
        return new Visits(host);
    }

    long logins() {
        return count("Accepted publickey");
    }

    /** Channels on which something ran. */
    long executions() {
        return count("Starting session: ");
    }

    private long count(String message) {
        return host.exec("journalctl --no-pager -o cat -t sshd -t sshd-session")
                .lines()
                .filter(line -> line.contains(message))
                .count();
    }
}
