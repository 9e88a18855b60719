package dev.converge.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an operator is told when something stands between the login and a shell of root. The host is untouched in every case. */
final class LoginFaultsIT {

    private static final LabHost LAB = LabHosts.fresh(Release.DEBIAN12);
    private static final Snapshot BEFORE = Snapshot.of(LAB);
    private static final String ORDINARY = "See that the login has an ordinary shell, no forced command,";
    private static final String NO_START_UP_FILE = "rm /home/deploy/.bashrc";

    @TempDir
    Path folder;

    private FaultyHost host;

    @BeforeEach
    void reachTheHost() {
        host = FaultyHost.of(LAB, folder);
    }

    @AfterAll
    static void nothingWasTouched() {
        // usermod and chage keep what they replace in passwd- and shadow-.
        assertThat(Snapshot.of(LAB).difference(BEFORE)).allMatch(path -> path.matches("/etc/(passwd|shadow)-"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "echo Welcome; printf 'no newline'; echo oops >&2",
                "sleep 5",
                "read -r line",
                "echo BEGIN 0123456789abcdef0123456789abcdef; echo END 0123456789abcdef0123456789abcdef 0",
                "alias sh=false printf=false; export LC_ALL=C.UTF-8 POSIXLY_CORRECT=1 IFS=e CDPATH=/tmp; set -f"
            })
    void aStartUpFileThatPrintsOrWaitsDoesNotMatter(String line) {
        LAB.write("/home/deploy/.bashrc", line + "\n");

        Workspace.Run plan = host.planDuring("true", NO_START_UP_FILE);

        assertThat(plan.exitStatus()).as(plan.out() + plan.err()).isZero();
        assertThat(plan.out()).contains("host252 (systemd 252): 2 changes, 3 jobs");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            exit 0                                | The host did not run the probe                    | said nothing
            echo 'Come back at noon.'; exit 7     | Another program answered                          | came: Come back at noon.
            exec cat                              | Another program answered                          | Instead of the probe's answer came:
            cat >/dev/null                        | The host did not run the probe                    | said nothing
            read -r a; read -r b                  | A start-up file reads what is meant for the shell | nothing of it was run
            yes                                   | The answer is too long                            | Does a start-up file of the login shell print without end? ssh -p
            """)
    void aStartUpFileThatEndsReadsOrFloodsIsNamedAsTheCause(String line, String summary, String more) {
        LAB.write("/home/deploy/.bashrc", line + "\n");

        Workspace.Run plan = host.planDuring("true", NO_START_UP_FILE);

        assertThat(plan.exitStatus()).isEqualTo(3);
        assertThat(plan.out()).contains("host252 failed: " + summary).contains(more);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /usr/sbin/nologin | Another program answered       | came: This account is currently not available.
            /bin/false        | The host did not run the probe | ended with status 1 and said nothing
            /bin/true         | The host did not run the probe | ended with status 0 and said nothing
            """)
    void aShellThatIsNoneIsSeenInWhatAnswers(String shell, String summary, String more) {
        Workspace.Run plan = host.planDuring("usermod -s " + shell + " deploy", "usermod -s /bin/bash deploy");

        assertThat(plan.exitStatus()).isEqualTo(3);
        assertThat(plan.out())
                .contains("host252 failed: " + summary)
                .contains(more)
                .contains(ORDINARY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "usermod -s /bin/no-such-shell deploy; usermod -s /bin/bash deploy",
                "chage -E 0 deploy; chage -E -1 deploy",
                "echo until noon >/run/nologin; rm /run/nologin"
            })
    void anAccountThatIsClosedIsAMatterOfTheHostsOwnLog(String faultAndCure) {
        String[] commands = faultAndCure.split("; ", 2);

        Workspace.Run plan = host.planDuring(commands[0] + " 2>/dev/null", commands[1]);

        assertThat(plan.exitStatus()).isEqualTo(4);
        assertThat(plan.out()).contains("host252 unreachable: The host ").contains("journalctl -u ssh -n 20");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            echo backup done | Another program answered       | came: backup done
            true             | The host did not run the probe | ended with status 0 and said nothing
            internal-sftp    | Another program answered       | came: This service allows sftp connections only.
            """)
    void aKeyWithAForcedCommandIsSeenInWhatAnswers(String command, String summary, String more) {
        String keys = "/etc/ssh/authorized_keys/deploy";
        String force = "cp " + keys + " /root/keys; sed -i 's|^|command=\"" + command + "\" |' " + keys;

        Workspace.Run plan = host.planDuring(force, "mv /root/keys " + keys);

        assertThat(plan.exitStatus()).isEqualTo(3);
        assertThat(plan.out())
                .contains("host252 failed: " + summary)
                .contains(more)
                .contains(ORDINARY);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            deploy ALL=(ALL) ALL                             | sudo wants a password      | Run again with --ask-become-pass.
            deploy ALL=(ALL) NOPASSWD: /usr/bin/systemctl    | sudo wants a password      | deploy ALL=(ALL) NOPASSWD: ALL
            deploy ALL=(www-data) NOPASSWD: ALL              | sudo wants a password      | deploy ALL=(ALL) NOPASSWD: ALL
            deploy ALL=(ALL NOPASSWD: ALL                    | sudo cannot read its rules | /etc/sudoers.d/deploy:1:17: syntax error
            Defaults requiretty                              | sudo wants a terminal      | Defaults:deploy !requiretty
            """)
    void sudoThatRefusesIsOneLineWithTheFix(String rule, String summary, String more) {
        boolean whole = rule.startsWith("deploy");
        String restore = "mv /root/sudoers /etc/sudoers.d/deploy";
        String change = "cp -p /etc/sudoers.d/deploy /root/sudoers; echo '" + rule + "' " + (whole ? ">" : ">>")
                + " /etc/sudoers.d/deploy";

        Workspace.Run plan = host.planDuring(change, restore);

        assertThat(plan.exitStatus()).isEqualTo(3);
        assertThat(plan.out()).contains("host252 failed: " + summary).contains(more);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            chmod 0666 /etc/sudoers.d/deploy                  | chmod 0440 /etc/sudoers.d/deploy      | sudo cannot read its rules | world writable
            mv /etc/sudoers /root/                            | mv /root/sudoers /etc/                | sudo cannot read its rules | visudo -c
            chmod 0755 /usr/bin/sudo                          | chmod 4755 /usr/bin/sudo              | sudo does not work         | setuid bit
            mv /usr/bin/sudo /usr/bin/sudo.away               | mv /usr/bin/sudo.away /usr/bin/sudo   | sudo is not installed      | ansible_user: root
            """)
    void sudoThatIsBrokenIsOneLineWithTheFix(String fault, String cure, String summary, String more) {
        Workspace.Run plan = host.planDuring(fault, cure);

        assertThat(plan.exitStatus()).isEqualTo(3);
        assertThat(plan.out()).contains("host252 failed: " + summary).contains(more);
    }

    /** The session needs one process for the shell; a second one is root's already. */
    @Test
    void aUserWithoutProcessesLeftGetsNoCommand() {
        String limits = "/etc/security/limits.d/deploy.conf";

        Workspace.Run plan = host.planDuring("echo deploy hard nproc 1 >" + limits, "rm " + limits);

        assertThat(plan.exitStatus()).isEqualTo(3);
        assertThat(plan.out())
                .contains("host252 failed: The host does not run commands")
                .contains("a limit of processes that is reached on the host");
    }
}
