package dev.converge.host;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Commands run as root through sudo, and what its refusals mean. Shared by all hosts where a command is a process.
 *
 * <p>sudo's behaviour is described in <a href="https://www.sudo.ws/docs/man/sudo.man/">sudo(8)</a>; its messages are read in the C locale.
 */
public final class Sudo {

    static final String READY = "converge-sudo-ready";
    static final String PASSWORD = "converge-sudo-password";

    /**
     * A constant, and made of characters that every login shell leaves alone inside one pair of single quotes: no single quote, no
     * exclamation mark, no line break. -k makes sudo ask although it has let us in a minute ago; else the password would be left over.
     */
    private static final String ASK_FIRST = "LC_ALL=C; export LC_ALL; "
            + "if m=$(sudo -n true 2>&1 </dev/null); then echo " + READY + "; exec sudo -n \"$@\"; fi; "
            + "case $m in *password*|*authentication*) echo " + PASSWORD + "; "
            + "exec sudo -k -S -p \"\" sh -c \"echo " + READY + "; exec \\\"\\$@\\\"\" sh \"$@\";; esac; "
            + "printf \"%s\\n\" \"$m\" >&2; exit 1";

    private static final Pattern MISSING = Pattern.compile(
            "(sudo: (command )?not found|sudo: Command not found|not found: sudo|Unknown command: '?sudo)",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern WANTS_PASSWORD = Pattern.compile(
            "sudo: (a password is required|interactive authentication is required|a terminal is required)");
    private static final Pattern WANTS_TERMINAL = Pattern.compile("must have a tty");
    private static final Pattern WRONG_PASSWORD = Pattern.compile(
            "(incorrect (password|authentication) attempt|try again|no password was provided|Authentication failure|Maximum \\d+ incorrect)",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern NOT_ALLOWED =
            Pattern.compile("(is not in the sudoers file|is not allowed to (execute|run)|may not run sudo|I'm sorry)");
    /** sudo goes on with the rules that it could read, and what it says next is their consequence. */
    private static final Pattern UNREADABLE_RULES = Pattern.compile(
            "(\\b(syntax|parse) error\\b|\\bis (world|group) writable"
                    + "|\\bis owned by [ug]id \\d+, should be|no valid sudoers sources|unable to (stat|open|read) \\S*/sudoers)");

    private static final Pattern BROKEN = Pattern.compile("^sudo: (?!unable to resolve host)", Pattern.MULTILINE);

    private Sudo() {}

    /** The command as root, where sudo needs no password; where it does, it fails and {@link #refusal} says so. */
    public static List<String> withoutAsking(List<String> argv) {
        return Stream.concat(Stream.of("sudo", "-n"), argv.stream()).toList();
    }

    /** The command as root, after asking the host whether it wants a password: for {@link Conversation#hold} with one. */
    public static List<String> askingFirst(List<String> argv) {
        return Stream.concat(Stream.of("sh", "-c", ASK_FIRST, "sh"), argv.stream())
                .toList();
    }

    /**
     * What sudo's complaint means, if the command ended with one.
     *
     * @param user the login name that sudo was asked by
     * @param passwordGiven whether there was a password to answer with
     */
    public static Optional<HostFailure> refusal(CommandResult result, String user, boolean passwordGiven) {
        if (result.exitStatus() != 1 && result.exitStatus() != 127) {
            return Optional.empty();
        }
        String stderr = result.stderr();
        String said = "sudo said: " + firstComplaint(stderr);
        if (MISSING.matcher(stderr).find()) {
            return failed("sudo is not installed", said, "Install sudo there, or log in as root (ansible_user: root).");
        }
        if (UNREADABLE_RULES.matcher(stderr).find()) {
            return failed(
                    "sudo cannot read its rules",
                    said,
                    "Mend the file as root on the host; this says whether all is well again: visudo -c");
        }
        if (NOT_ALLOWED.matcher(stderr).find()) {
            return failed("sudo does not let the user become root", said, "What would: " + allow(user));
        }
        if (WRONG_PASSWORD.matcher(stderr).find()) {
            return failed(
                    "sudo does not accept the password",
                    said + " The password was tried once, as " + user + ".",
                    "Run again with --ask-become-pass and type the password of " + user + ".");
        }
        if (WANTS_TERMINAL.matcher(stderr).find()) {
            return failed("sudo wants a terminal", said, "In the host's sudoers: Defaults:" + user + " !requiretty");
        }
        if (WANTS_PASSWORD.matcher(stderr).find()) {
            return passwordGiven
                    ? failed("sudo does not let the user become root", said, "What would: " + allow(user))
                    : failed(
                            "sudo wants a password",
                            said,
                            "Run again with --ask-become-pass. Or have no password asked: " + allow(user));
        }
        if (result.exitStatus() == 1
                && result.stdout().length == 0
                && BROKEN.matcher(stderr).find()) {
            return failed("sudo does not work", said, "Try it on the host: sudo -n true");
        }
        return Optional.empty();
    }

    private static Optional<HostFailure> failed(String summary, String detail, String remedy) {
        return Optional.of(HostFailure.failed(summary, detail, remedy));
    }

    private static String allow(String user) {
        return "a line in /etc/sudoers.d on the host: " + user + " ALL=(ALL) NOPASSWD: ALL";
    }

    /** The first line that is not a warning or part of the lecture, else the first line. */
    private static String firstComplaint(String stderr) {
        List<String> lines = stderr.lines().filter(line -> !line.isBlank()).toList();
        for (Pattern pattern : List.of(
                MISSING, UNREADABLE_RULES, NOT_ALLOWED, WRONG_PASSWORD, WANTS_TERMINAL, WANTS_PASSWORD, BROKEN)) {
            for (String line : lines) {
                Matcher matcher = pattern.matcher(line);
                if (matcher.find()) {
                    return line.substring(0, Math.min(line.length(), 200));
                }
            }
        }
        return "nothing";
    }
}
