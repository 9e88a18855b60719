package dev.converge.history;

import dev.converge.host.CommandResult;
import dev.converge.host.HostFailure;
import dev.converge.host.HostFailureException;

/** Why the history of a host could not be read, in words for the operator. */
final class HistoryFailures {

    private static final int LONGEST_QUOTE = 200;

    private HistoryFailures() {}

    static HostFailureException foreign(CommandResult result) {
        return failed(
                "Something else than history.sh answered",
                "The shell ended with status " + result.exitStatus() + " and said: " + firstLine(result.stderr()),
                "See that the login has an ordinary shell, no forced command, and a start-up file that neither exits nor reads input.");
    }

    static HostFailureException cutShort(CommandResult result) {
        return failed(
                "The answer was cut short",
                "The script began and did not reach its end; the shell ended with status " + result.exitStatus() + ".",
                "Ask again.");
    }

    static HostFailureException changed() {
        return failed(
                "The history changed while it was read",
                "A file of it was not as long as it had been a moment before: a run has just ended, perhaps.",
                "Ask again.");
    }

    static HostFailureException malformed(String what) {
        return failed(
                "The host's history makes no sense",
                "The answer is complete, but " + firstLine(what) + ".",
                "Look at /etc/systemd/system/.converge/hist on the host.");
    }

    /** @param report what history.sh's {@code fail} was called with */
    static HostFailureException reported(String report) {
        return failed(
                "The history cannot be read on the host",
                firstLine(report),
                "Let converge become root there (become: true, the default), or correct --root.");
    }

    private static HostFailureException failed(String summary, String detail, String remedy) {
        return new HostFailureException(HostFailure.failed(summary, detail, remedy));
    }

    private static String firstLine(String text) {
        String line = text.lines()
                .map(String::strip)
                .filter(stripped -> !stripped.isEmpty())
                .findFirst()
                .orElse("nothing");
        return line.length() <= LONGEST_QUOTE ? line : line.substring(0, LONGEST_QUOTE) + "...";
    }
}
