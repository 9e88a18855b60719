package dev.converge.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A plan and an apply with secrets that are found wherever they are: a sudo password, the passphrase of a key, what a file of mode 0600 held and
 * what it holds then. Afterwards they are looked for in every place that was recorded. What shows that a search would find one is in the same
 * test: something that must be there is.
 */
final class SecretCanaryIT {

    private static final String PASSWORD = "canary-password-5d81c6";
    private static final String PASSPHRASE = "canary-passphrase-90b7e2";
    private static final String OLD = "canary-old-content-e15a0f";
    private static final String NEW = "canary-new-content-7c33d9";
    private static final String ANY = "canary-(password|passphrase|old-content|new-content)-";
    private static final String IN_ARGUMENTS = "canary-control-argument-1f0d";
    private static final String IN_ENVIRONMENT = "canary-control-variable-b26a";

    private static final String FILE = "/etc/avatar/canary.env";
    private static final String SEEN = "/run/canary-seen";

    private static final LabHost LAB = LabHosts.fresh(Release.DEBIAN12);

    @TempDir
    private static Path folder = Path.of("");

    private static String shown = "";
    private static String wire = "";
    private static List<String> words = List.of();

    /** What is searched by all tests: one plan in JSON that is saved and one apply, each as talkative as can be. */
    @BeforeAll
    static void planAndApply() {
        prepareHost();
        Workspace workspace = prepareWorkspace();
        OperatorTerminal terminal = new OperatorTerminal(folder);
        Map<String, String> answers = Map.of("sudo password: ", PASSWORD, "/key: ", PASSPHRASE);
        LAB.exec(
                "systemd-run --quiet --unit=canary-watch sh -c 'while sleep 0.01; do cat /proc/[0-9]*/cmdline /proc/[0-9]*/environ; done 2>/dev/null >"
                        + SEEN + "'");
        LAB.exec("systemd-run --quiet --unit=canary-control --setenv=CONTROL=" + IN_ENVIRONMENT
                + " sh -c 'sleep 300; : " + IN_ARGUMENTS + "'");
        try (FlakyLine line = FlakyLine.to(LAB);
                ProcessWatch watch = ProcessWatch.begin()) {
            workspace.over(line, LAB);
            Process control = control();
            shown = terminal.shows(answers, "plan -v -K --format json -o saved.plan")
                    + terminal.shows(answers, "apply -v -K --yes");
            control.destroy();
            wire = line.passed();
            words = List.copyOf(watch.words());
        }
        LAB.exec("systemctl stop canary-watch.service canary-control.service");
    }

    private static void prepareHost() {
        LAB.write("/root/password", "deploy:" + PASSWORD + "\n");
        LAB.exec("chpasswd </root/password; rm /root/password; echo 'deploy ALL=(ALL) ALL' >/etc/sudoers.d/deploy");
        LAB.exec("mkdir -p /etc/avatar && (umask 077 && echo TOKEN=" + OLD + " >" + FILE + ")");
    }

    private static Workspace prepareWorkspace() {
        Path key = folder.resolve("key");
        LocalProcess.run(List.of("cp", LabHosts.privateKey().toString(), key.toString()));
        LocalProcess.run(List.of("ssh-keygen", "-q", "-p", "-N", PASSPHRASE, "-f", key.toString()));
        return new Workspace(folder).inventory("canary", key, LAB).write("playbooks/site.yml", """
                        - name: Canary
                          hosts: canary
                          units:
                            canary.service:
                              content: "[Service]\\nExecStart=/bin/sleep infinity\\n"
                              state: started
                              on_change: restart
                          files:
                            %s: { content: "TOKEN=%s\\n", mode: "0600", notify: [canary.service] }
                        """.formatted(
                        FILE, NEW));
    }

    private static Process control() {
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", "read -r line; : " + IN_ARGUMENTS);
        builder.environment().put("CONTROL", IN_ENVIRONMENT);
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @AfterAll
    static void forget() {
        LAB.exec("passwd --quiet --lock deploy; rm -rf /etc/avatar " + SEEN);
    }

    @Test
    void noProcessHereHasASecretInItsArgumentsOrItsEnvironment() {
        assertThat(words)
                .anyMatch(word -> word.contains(IN_ARGUMENTS))
                .contains("CONTROL=" + IN_ENVIRONMENT)
                .anyMatch(word -> word.endsWith("converge.jar"))
                .noneMatch(SecretCanaryIT::holdsSecret);
    }

    @Test
    void noProcessOnTheHostHasASecretInItsArgumentsOrItsEnvironment() {
        assertThat(LAB.exec("grep -acF " + IN_ARGUMENTS + " " + SEEN)).isNotEqualTo("0");
        assertThat(LAB.exec("grep -acF CONTROL=" + IN_ENVIRONMENT + " " + SEEN)).isNotEqualTo("0");
        assertThat(LAB.exec("grep -ac 'sudo.*sh.-s' " + SEEN)).isNotEqualTo("0");
        assertThat(LAB.tryExec("grep -acE '" + ANY + "' " + SEEN).getStdout().strip())
                .isEqualTo("0");
    }

    @Test
    void nothingThatIsShownHoldsASecret() {
        assertThat(shown)
                .contains(
                        "sudo password: ",
                        "Passphrase for ",
                        "\"changes\"",
                        FILE,
                        "2 changes, 3 jobs; nothing is left to do")
                .doesNotContainPattern(ANY);
    }

    @Test
    void noByteOnTheWireIsReadable() {
        assertThat(wire).contains("SSH-2.0-").hasSizeGreaterThan(50_000).doesNotContainPattern(ANY);
        assertThat(wire).doesNotContain("ExecStart=", "TOKEN=");
    }

    @Test
    void noLogOfTheHostHoldsASecret() {
        assertThat(LAB.exec("journalctl --no-pager --quiet --all"))
                .contains(IN_ARGUMENTS)
                .contains("sudo")
                .doesNotContainPattern(ANY);
    }

    @Test
    void onTheHostContentsLieWhereTheyBelongForRootOnly() {
        String found = LAB.exec("grep -rlaE '" + ANY + "' /etc /home /opt /root /run /srv /tmp /usr/local /var"
                + " --exclude-dir=sys | sort | while read -r file; do stat -c '%U %a %n' \"$file\"; done");

        assertThat(found.lines().map(line -> line.replaceAll("hist/[^/]+/", "hist/RUN/")))
                .contains("root 600 " + FILE)
                .allMatch(line -> line.equals("root 600 " + FILE)
                        || line.startsWith("root 600 /etc/systemd/system/.converge/hist/RUN/"));
        assertThat(LAB.exec("cat " + FILE)).isEqualTo("TOKEN=" + NEW);
        assertThat(LAB.exec("cat /etc/systemd/system/.converge/hist/*/*.old")).contains(OLD);
        assertThat(LAB.exec("stat -c %a /etc/systemd/system/.converge")).isEqualTo("700");
        assertThat(LAB.tryExec("grep -rlaE 'canary-pass' /etc /home /root /run /tmp /var")
                        .getStdout())
                .isEmpty();
    }

    @Test
    void hereOnlyThePlaybookAndTheSavedPlanHoldContents() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> regular = files.filter(Files::isRegularFile).toList();

            assertThat(regular.stream()
                            .filter(SecretCanaryIT::holdsSecretFile)
                            .map(folder::relativize)
                            .map(Path::toString))
                    .containsExactly("playbooks/site.yml");
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("saved.plan"))))
                .isEqualTo("rw-------");
    }

    private static boolean holdsSecret(String text) {
        return Stream.of(PASSWORD, PASSPHRASE, OLD, NEW).anyMatch(text::contains);
    }

    private static boolean holdsSecretFile(Path file) {
        try {
            return holdsSecret(Files.readString(file, StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
