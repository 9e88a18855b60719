package dev.converge.ssh;

import dev.converge.host.HostFailure;
import dev.converge.host.HostFailureException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Collectors;

/** Why the key of a host is not believed. None of these can be overridden: there is no accept-any path. */
final class HostKeyFailures {

    private HostKeyFailures() {}

    static HostFailureException of(Peer peer, HostKeyCheck.Seen seen, Path file) {
        return new HostFailureException(
                switch (seen.verdict()) {
                    case KnownHosts.Verdict.Unknown unknown -> unknown(peer, seen.key(), file);
                    case KnownHosts.Verdict.Changed changed -> changed(peer, seen.key(), changed);
                    case KnownHosts.Verdict.Revoked revoked -> revoked(peer, seen.key(), revoked);
                    case KnownHosts.Verdict.Trusted trusted ->
                        throw new IllegalStateException("a trusted key is no failure: " + trusted);
                });
    }

    static HostFailureException unreadable(IOException cause) {
        return new HostFailureException(
                HostFailure.unreachable(
                        "known_hosts cannot be read",
                        "Without it no host key can be checked: " + cause,
                        "Give this user the right to read it."),
                cause);
    }

    private static HostFailure unknown(Peer peer, SshPublicKey key, Path file) {
        return HostFailure.unreachable(
                "The host key is unknown",
                peer.addressAndPort() + " shows the " + key.shortType() + " key " + key.fingerprint() + ", which "
                        + file + " does not have for " + peer.knownHostsName() + ". Compare it with what the host's own"
                        + " console prints: ssh-keygen -lf /etc/ssh/ssh_host_" + key.shortType() + "_key.pub",
                "If they are equal: " + scan(peer, key, file));
    }

    private static HostFailure changed(Peer peer, SshPublicKey key, KnownHosts.Verdict.Changed changed) {
        String known = changed.known().stream()
                .map(line -> line.spot() + " (" + line.key().shortType() + " "
                        + line.key().fingerprint() + ")")
                .collect(Collectors.joining(", "));
        Path file = changed.known().getFirst().file();
        return HostFailure.unreachable(
                "THE HOST KEY HAS CHANGED",
                peer.addressAndPort() + " shows the " + key.shortType() + " key " + key.fingerprint()
                        + ". Known is another: " + known
                        + ". Either the host was installed anew, or someone stands in between. Nothing was sent.",
                "Only if you know why it changed: ssh-keygen -R " + Shown.argument(peer.knownHostsName()) + " -f "
                        + Shown.argument(file.toString()) + " && " + scan(peer, key, file));
    }

    private static HostFailure revoked(Peer peer, SshPublicKey key, KnownHosts.Verdict.Revoked revoked) {
        return HostFailure.unreachable(
                "THE HOST KEY IS REVOKED",
                peer.addressAndPort() + " shows the " + key.shortType() + " key " + key.fingerprint() + ", which "
                        + revoked.line().spot() + " revokes. Whoever answers may not be the host. Nothing was sent.",
                "Give the host new keys: ssh-keygen -A there, after removing /etc/ssh/ssh_host_*");
    }

    private static String scan(Peer peer, SshPublicKey key, Path file) {
        return "ssh-keyscan -t " + key.shortType() + (peer.port() == 22 ? "" : " -p " + peer.port()) + " "
                + Shown.argument(peer.address()) + " >> " + Shown.argument(file.toString());
    }
}
