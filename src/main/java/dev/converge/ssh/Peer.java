package dev.converge.ssh;

import dev.converge.host.Connection;

/** Who is spoken to, as messages name it. */
record Peer(String address, int port, String user) {

    static Peer of(Connection.Ssh ssh) {
        return new Peer(ssh.address(), ssh.port(), ssh.user());
    }

    String addressAndPort() {
        return (address.contains(":") ? "[" + address + "]" : address) + ":" + port;
    }

    /** How known_hosts spells it. */
    String knownHostsName() {
        return HostPatterns.spelling(address, port);
    }

    /** A command for the operator that logs in the same way. */
    String ssh(String options) {
        return "ssh " + options + (port == 22 ? "" : "-p " + port + " ") + Shown.argument(user + "@" + address);
    }

    @Override
    public String toString() {
        return user + "@" + addressAndPort();
    }
}
