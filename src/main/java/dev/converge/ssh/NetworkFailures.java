package dev.converge.ssh;

import dev.converge.host.HostFailure;
import dev.converge.host.HostFailureException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Why there is no SSH session: everything up to the host key. */
final class NetworkFailures {

    private NetworkFailures() {}

    static HostFailureException unknownName(Peer peer, Exception cause) {
        return failure(
                "The host's name is unknown",
                "No address was found for " + peer.address() + ".",
                "Correct the name, or set ansible_host in the inventory.",
                cause);
    }

    /** @param refusals what each address of the host came to; none when the time was over before the first */
    static HostFailureException noConnection(Peer peer, Duration timeout, List<IOException> refusals) {
        @Nullable IOException last = refusals.isEmpty() ? null : refusals.getLast();
        if (last == null || last instanceof SocketTimeoutException) {
            return failure(
                    "The host does not answer",
                    "Nothing came back from " + peer.addressAndPort() + " within " + shown(timeout) + ".",
                    "Is it up, and does a firewall drop the port? --timeout waits longer.",
                    last);
        }
        if (last instanceof ConnectException
                && String.valueOf(last.getMessage()).contains("refused")) {
            return failure(
                    "The host refuses the connection",
                    "Nothing listens at " + peer.addressAndPort() + ".",
                    "Is sshd running there, and on that port (ansible_port)?",
                    last);
        }
        return failure(
                "The host cannot be reached",
                "No way to " + peer.addressAndPort() + ": " + last.getMessage(),
                "ip route get " + Shown.argument(peer.address()),
                last);
    }

    /** The connection stands, but the handshake did not come to its end in time. */
    static HostFailureException tooSlow(Peer peer, Duration timeout, Greeting greeting, Exception cause) {
        String how = greeting.text().isEmpty()
                ? " accepts connections and says nothing"
                : greeting.complete()
                        ? " does not finish the handshake"
                        : " does not say that it speaks SSH; it began: " + Shown.said(greeting.text());
        return failure(
                "The host does not finish the handshake",
                peer.addressAndPort() + how + ". Waited for " + shown(timeout) + ".",
                "It may be overloaded, or another program listens there. --timeout waits longer.",
                cause);
    }

    static HostFailureException notSsh(Peer peer, Greeting greeting, Exception cause) {
        return failure(
                "The host does not speak SSH",
                peer.addressAndPort() + " began with: " + Shown.said(greeting.text()),
                "Correct ansible_port.",
                cause);
    }

    /** Also after the tries that MaxStartups is worth. */
    static HostFailureException dropped(Peer peer, Greeting greeting, Exception cause) {
        String said = greeting.text().isEmpty() ? "It said nothing." : "It said: " + Shown.said(greeting.text());
        return failure(
                "The host drops connections before login",
                peer.addressAndPort() + " closed the connection. " + said,
                "Too many logins at once (MaxStartups)? Try a smaller --forks, and look at the sshd log of the host: it may have no processes left.",
                cause);
    }

    static HostFailureException nothingInCommon(Peer peer, Exception cause) {
        return failure(
                "The host offers only weak or unknown algorithms",
                peer.addressAndPort() + ": " + Shown.said(String.valueOf(cause.getMessage())),
                "Update sshd there. converge accepts no SHA-1, CBC, DSA and the like.",
                cause);
    }

    /** The key exchange broke for a reason of its own. */
    static HostFailureException brokenHandshake(Peer peer, Exception cause) {
        return failure(
                "The handshake with the host failed",
                peer.addressAndPort() + ": " + Shown.said(String.valueOf(cause.getMessage())),
                peer.ssh("-vvv ") + "    shows each step",
                cause);
    }

    private static String shown(Duration time) {
        return time.toMillis() % 1000 == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
    }

    private static HostFailureException failure(
            String summary, String detail, String remedy, @Nullable Exception cause) {
        HostFailure failure = HostFailure.unreachable(summary, detail, remedy);
        return cause == null ? new HostFailureException(failure) : new HostFailureException(failure, cause);
    }
}
