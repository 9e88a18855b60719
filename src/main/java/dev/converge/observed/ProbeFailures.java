package dev.converge.observed;

import dev.converge.host.CommandResult;
import dev.converge.host.HostFailure;
import dev.converge.host.HostFailureException;
import dev.converge.unit.SystemdVersion;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** The texts for all that can be wrong with a host's answer to the probe. None of these leaves anything behind on the host. */
final class ProbeFailures {

    private static final int LONGEST_QUOTE = 200;
    /** Of dash, bash, busybox sh and coreutils. */
    private static final Pattern OUT_OF_PROCESSES = Pattern.compile(
            "(?i)cannot fork|can't fork|fork: retry|fork system call failed|fork: Resource temporarily");

    private static final String AGAIN = "Run the same command again.";

    private ProbeFailures() {}

    static HostFailureException foreign(CommandResult result) {
        String said = firstLine(new String(result.stdout(), StandardCharsets.UTF_8));
        String complained = firstLine(result.stderr());
        if (said.isEmpty() && complained.isEmpty()) {
            return failed(
                    "The host did not run the probe",
                    "The shell ended with status " + result.exitStatus() + " and said nothing.",
                    "See that the login has an ordinary shell, no forced command, and a start-up file that neither exits nor reads input.");
        }
        return failed(
                "Another program answered",
                "Instead of the probe's answer came: " + (said.isEmpty() ? complained : said)
                        + (said.isEmpty() || complained.isEmpty() ? "" : " (and as an error: " + complained + ")"),
                "See that the login has an ordinary shell, no forced command, and a start-up file that neither exits nor reads input.");
    }

    static HostFailureException cutShort(CommandResult result) {
        String complained = firstLine(result.stderr());
        return failed(
                "The answer was cut short",
                "The probe began and did not reach its end; the shell ended with status " + result.exitStatus()
                        + (complained.isEmpty() ? "." : " and said: " + complained),
                AGAIN);
    }

    /** Whatever the probe believes to have failed, this is why. */
    static boolean isOutOfProcesses(String complaints) {
        return OUT_OF_PROCESSES.matcher(complaints).find();
    }

    static HostFailureException outOfProcesses(String complaints) {
        return failed(
                "The host has no processes left",
                "It said: "
                        + firstLine(complaints
                                .lines()
                                .filter(ProbeFailures::isOutOfProcesses)
                                .findFirst()
                                .orElse("")),
                "See what took them, perhaps a service that starts again and again: ps -eo comm | sort | uniq -c | sort -n | tail");
    }

    static HostFailureException changed() {
        return failed(
                "Unit files changed while they were read",
                "A file was not the same before and after it was read, and the same again at the next attempts. Something on the host is"
                        + " writing unit files, a package upgrade perhaps.",
                "Wait for it to end. " + AGAIN);
    }

    static HostFailureException malformed(String what) {
        return failed(
                "The host's answer makes no sense",
                "The probe's answer is complete, but " + what + ".",
                "This is a fault in converge, or a host whose coreutils differ: please report it with the output of 'stat --version' there.");
    }

    static HostFailureException tooOld(SystemdVersion version) {
        return failed(
                "systemd is too old",
                "The host has systemd " + version + ". converge needs " + SystemdVersion.OLDEST
                        + " or newer, because older ones read drop-ins by other rules.",
                "Take the host out of the play's hosts, or upgrade it.");
    }

    static HostFailureException manifest(String what) {
        return failed(
                "converge's manifest on the host is damaged",
                "/etc/systemd/system/.converge/manifest: " + what
                        + ". Without it nobody knows which files are converge's.",
                "Put back what was there, or remove the file: then all that stands on the host counts as written by hand.");
    }

    /** @param report a word that probe.sh's {@code fail} is called with, a blank, and more about it */
    static HostFailureException reported(String report) {
        int blank = report.indexOf(' ');
        String word = blank < 0 ? report : report.substring(0, blank);
        String more = blank < 0 ? "" : report.substring(blank + 1).strip();
        return switch (word) {
            case "no-root" ->
                failed(
                        "There is no such directory tree",
                        more + " is no directory, or may not be entered.",
                        "Correct --root or converge_root.");
            case "no-systemctl" ->
                failed(
                        "There is no systemd on the host",
                        "systemctl is not installed"
                                + (more.isEmpty() ? "." : "; process 1 is " + firstLine(more) + "."),
                        "Take the host out of the play's hosts.");
            case "not-booted" ->
                failed(
                        "systemd does not run on the host",
                        "systemctl is there, but the machine was not booted with systemd"
                                + (more.isEmpty() ? "." : "; process 1 is " + firstLine(more) + "."),
                        "For an image or a chroot use --root DIR or ansible_connection: root.");
            case "denied" ->
                failed(
                        "Something may not be read on the host",
                        firstLine(more) + " may not be read by this user.",
                        "Let the play become root (become: true, the default).");
            case "foreign-user" ->
                failed(
                        "The units of a user may not be read on the host",
                        "Only " + firstLine(more) + " and root may look at the units of " + firstLine(more) + ".",
                        "Let the play become root (become: true, the default).");
            case "silent" ->
                failed(
                        "systemd does not answer",
                        "'" + firstLine(more) + "' got no answer from process 1 within 10 seconds.",
                        "On the host, see whether 'systemctl status' answers, and the journal of process 1: journalctl _PID=1 -n 50");
            case "systemctl" ->
                failed(
                        "systemctl failed on the host",
                        more.isEmpty() ? "It said nothing." : "It said: " + firstLine(more),
                        "Try on the host: systemctl list-units --all");
            case "changed" -> changed();
            case "eaten" ->
                failed(
                        "A start-up file reads what is meant for the shell",
                        "The script reached the shell without its first lines, so nothing of it was run. A start-up file of the login shell"
                                + " reads from its standard input.",
                        "Let it read nothing where nobody types, as with this line at its top: case $- in *i*) ;; *) return ;; esac");
            default -> malformed("it reports an unknown failure: " + firstLine(report));
        };
    }

    private static HostFailureException failed(String summary, String detail, String remedy) {
        return new HostFailureException(HostFailure.failed(summary, detail, remedy));
    }

    private static String firstLine(String text) {
        String line = text.lines()
                .map(String::strip)
                .filter(stripped -> !stripped.isEmpty())
                .findFirst()
                .orElse("");
        return line.length() <= LONGEST_QUOTE ? line : line.substring(0, LONGEST_QUOTE) + "...";
    }
}
