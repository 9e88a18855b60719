package dev.converge.ssh;

import dev.converge.host.Command;
import dev.converge.host.HostFailure;
import java.time.Duration;

/** Why a command on a connected host came to no result. */
final class CommandFailures {

    private CommandFailures() {}

    static HostFailure timedOut(Peer peer, Command command) {
        return HostFailure.failed(
                "The command took too long",
                peer + " did not finish within " + command.timeout().toSeconds()
                        + " s. The connection was closed; what was started there may still run.",
                "Does a start-up file of the login shell wait for something? " + peer.ssh("") + " true");
    }

    static HostFailure silent(Peer peer, Duration limit) {
        return HostFailure.unreachable(
                "Connection lost",
                "Nothing came from " + peer + " for " + limit.toSeconds() + " s, not even an answer to keepalives.",
                "Run again when the host answers. If the line is slow: --timeout allows more silence.");
    }

    static HostFailure lost(Peer peer, String why) {
        return HostFailure.unreachable(
                "Connection lost",
                "The connection to " + peer + " broke while a command ran: " + Shown.said(why),
                "Run again when the host answers.");
    }

    static HostFailure tooMuch(Peer peer, Command command) {
        return HostFailure.failed(
                "The answer is too long",
                peer + " wrote more than " + command.maxOutput() + " bytes.",
                "Does a start-up file of the login shell print without end? " + peer.ssh("") + " true");
    }

    static HostFailure refused(Peer peer, String why) {
        return HostFailure.failed(
                "The host does not run commands",
                peer + " lets us in, but refuses a session with a command: " + Shown.said(why),
                "Look for MaxSessions, a restricted key, or a limit of processes that is reached on the host.");
    }

    static HostFailure noStatus(Peer peer) {
        return HostFailure.unreachable(
                "Connection lost",
                peer + " closed the session without saying how the command ended.",
                "Was sshd or the session killed there? journalctl -u ssh");
    }

    static HostFailure interrupted(Peer peer) {
        return HostFailure.failed("Interrupted", "The run was stopped while " + peer + " was worked on.", "");
    }
}
