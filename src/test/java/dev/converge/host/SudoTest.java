package dev.converge.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The complaints are those of sudo 1.8 to 1.9.16, sudo-rs, and of the shells that do not find it. */
final class SudoTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            sudo: a password is required                                                    | 1   | false | sudo wants a password
            sudo: a password is required                                                    | 1   | true  | sudo does not let the user become root
            sudo: interactive authentication is required                                    | 1   | false | sudo wants a password
            sudo: a terminal is required to read the password; either use the -S option     | 1   | false | sudo wants a password
            sudo: sorry, you must have a tty to run sudo                                    | 1   | false | sudo wants a terminal
            deploy is not in the sudoers file.                                              | 1   | true  | sudo does not let the user become root
            Sorry, user deploy is not allowed to execute '/bin/sh -s' as root on tank1.     | 1   | false | sudo does not let the user become root
            Sorry, user deploy may not run sudo on tank1.                                   | 1   | false | sudo does not let the user become root
            sudo: I'm sorry deploy. I'm afraid I can't do that                              | 1   | true  | sudo does not let the user become root
            sudo: 1 incorrect password attempt                                              | 1   | true  | sudo does not accept the password
            sudo: no password was provided                                                  | 1   | true  | sudo does not accept the password
            bash: line 1: sudo: command not found                                           | 127 | false | sudo is not installed
            sh: 1: sudo: not found                                                          | 127 | false | sudo is not installed
            sh: 1: exec: sudo: not found                                                    | 127 | true  | sudo is not installed
            sudo: Command not found.                                                        | 1   | false | sudo is not installed
            fish: Unknown command: sudo                                                     | 127 | false | sudo is not installed
            sudo: /etc/sudoers is world writable                                            | 1   | false | sudo cannot read its rules
            sudo: /etc/sudoers.d/deploy is owned by uid 1000, should be 0                   | 1   | true  | sudo cannot read its rules
            sudo: unable to open /etc/sudoers: No such file or directory                    | 1   | false | sudo cannot read its rules
            sudo: no valid sudoers sources found, quitting                                  | 1   | false | sudo cannot read its rules
            /etc/sudoers.d/deploy:1:17: syntax error                                        | 1   | false | sudo cannot read its rules
            >>> /etc/sudoers: syntax error near line 1 <<<                                  | 1   | true  | sudo cannot read its rules
            sudo: /usr/bin/sudo must be owned by uid 0 and have the setuid bit set          | 1   | false | sudo does not work
            """)
    void aComplaintOfSudoIsAFailureOfItsOwnKind(String stderr, int status, boolean passwordGiven, String summary) {
        CommandResult result = new CommandResult(status, new byte[0], stderr + "\n");

        Optional<HostFailure> failure = Sudo.refusal(result, "deploy", passwordGiven);

        assertThat(failure).map(HostFailure::summary).hasValue(summary);
        assertThat(failure)
                .map(HostFailure::detail)
                .hasValueSatisfying(detail -> assertThat(detail).startsWith("sudo said: " + stderr.substring(0, 12)));
        assertThat(failure).map(HostFailure::kind).hasValue(HostFailure.Kind.FAILED);
    }

    /** Without the rule that would let the user in, sudo asks for a password; giving one would not help. */
    @Test
    void theRuleThatSudoCannotReadIsTheComplaintAndNotItsConsequence() {
        CommandResult result = new CommandResult(1, new byte[0], """
                /etc/sudoers.d/deploy:1:17: syntax error
                deploy ALL=(ALL NOPASSWD: ALL
                                ^~~~~~~~~
                sudo: a password is required
                """);

        Optional<HostFailure> failure = Sudo.refusal(result, "deploy", false);

        assertThat(failure)
                .hasValue(HostFailure.failed(
                        "sudo cannot read its rules",
                        "sudo said: /etc/sudoers.d/deploy:1:17: syntax error",
                        "Mend the file as root on the host; this says whether all is well again: visudo -c"));
    }

    @Test
    void theLectureIsNotTheComplaint() {
        CommandResult result = new CommandResult(1, new byte[0], """

                We trust you have received the usual lecture from the local System
                Administrator. It usually boils down to these three things:

                    #1) Respect the privacy of others.

                Sorry, try again.
                sudo: no password was provided
                sudo: 1 incorrect password attempt
                """);

        Optional<HostFailure> failure = Sudo.refusal(result, "deploy", true);

        assertThat(failure)
                .hasValue(HostFailure.failed(
                        "sudo does not accept the password",
                        "sudo said: Sorry, try again. The password was tried once, as deploy.",
                        "Run again with --ask-become-pass and type the password of deploy."));
    }

    @Test
    void aWarningOfSudoBeforeACommandThatFailsIsNoRefusal() {
        CommandResult result =
                new CommandResult(1, new byte[0], "sudo: unable to resolve host tank1: Name or service not known\n");

        Optional<HostFailure> failure = Sudo.refusal(result, "deploy", false);

        assertThat(failure).isEmpty();
    }

    @Test
    void aCommandThatRanIsNoRefusalWhateverItSaid() {
        CommandResult answered =
                new CommandResult(1, "BEGIN".getBytes(StandardCharsets.UTF_8), "sudo: something else\n");
        CommandResult succeeded = new CommandResult(0, new byte[0], "sudo: a password is required\n");

        assertThat(Sudo.refusal(answered, "deploy", false)).isEmpty();
        assertThat(Sudo.refusal(succeeded, "deploy", false)).isEmpty();
    }

    @Test
    void theQuestionWhetherAPasswordIsNeededSuitsAnyLoginShell() {
        List<String> argv = Sudo.askingFirst(List.of("sh", "-s"));

        assertThat(argv).startsWith("sh", "-c").endsWith("sh", "sh", "-s");
        assertThat(argv.get(2)).doesNotContain("'", "!", "\n", "\\\\");
    }
}
