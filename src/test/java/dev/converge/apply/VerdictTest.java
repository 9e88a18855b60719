package dev.converge.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.converge.host.HostFailure;
import dev.converge.host.HostFailureException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

final class VerdictTest {

    private static final String NONCE = "0123abcd";

    private static Answer answer(String... lines) {
        String text = "BEGIN " + NONCE + "\n" + String.join("\n", lines) + "\nEND " + NONCE + " 0\n";
        return Answer.parse(text.getBytes(StandardCharsets.UTF_8), NONCE);
    }

    private static Outcome outcome(String... lines) throws HostFailureException {
        return Verdict.of(answer(lines), "", "run-2");
    }

    @Test
    void aChangeThatIsClosedIsApplied() throws Exception {
        Outcome outcome = outcome("did prepare", "did swap", "outcome applied");

        assertThat(outcome).isEqualTo(new Outcome.Applied("run-2"));
    }

    @Test
    void aChangeThatWasUndoneNamesTheFirstFailureAndAllNotes() throws Exception {
        Outcome outcome = outcome(
                "did swap",
                "failed start a.service",
                "note exit-code",
                "note  two  ",
                "failed later",
                "outcome undone");

        assertThat(outcome)
                .isEqualTo(new Outcome.RolledBack("run-2", "start a.service", List.of("exit-code", " two  ")));
    }

    @Test
    void aRefusalNamesEachPathAndWhatIsThereNow() throws Exception {
        Outcome outcome = outcome(
                "recovered run-1",
                "moved /etc/a",
                "now -",
                "denied /etc/machine-id is never changed by converge",
                "moved /etc/b c",
                "now f:4755:0:7:" + "ab".repeat(32),
                "moved /etc/d",
                "now l:/dev/null",
                "moved /etc/e",
                "now d:755:0:0",
                "moved /etc/f",
                "now o",
                "moved /etc/g",
                "now f::",
                "drifted tank.service was up and now is failed",
                "used run-2 2026-11-22T03:15:00Z",
                "outcome refused");

        assertThat(outcome)
                .isEqualTo(new Outcome.Refused(List.of(
                        "/etc/machine-id is never changed by converge",
                        "/etc/a now is nothing",
                        "/etc/b c now is a file of 0:7 with mode 4755 and sha256 abababababab",
                        "/etc/d now is a link to /dev/null",
                        "/etc/e now is a directory",
                        "/etc/f now is neither file, link nor directory",
                        "/etc/g now is a file that cannot be read",
                        "tank.service was up and now is failed",
                        "run run-2 was carried out on this host before, at 2026-11-22T03:15:00Z; a plan is good for once",
                        "run run-1 had been cut off and was brought to its end just now, after this plan was made")));
    }

    @Test
    void aFailedUndoNamesTheRunItIsAbout() throws Exception {
        Outcome own = outcome("failed write /etc/a", "left /etc/a: read-only", "outcome stuck");
        Outcome earlier = outcome(
                "left /etc/a: read-only", "failed undo the change of run run-1", "stuck run-1", "outcome stuck");

        assertThat(own).isEqualTo(new Outcome.RollbackFailed("run-2", "write /etc/a", List.of("/etc/a: read-only")));
        assertThat(earlier)
                .isEqualTo(new Outcome.RollbackFailed(
                        "run-1", "undo the change of run run-1", List.of("/etc/a: read-only")));
    }

    @Test
    void aChangeThatDidNotBeginIsAFailureOfTheHost() {
        assertThatThrownBy(() -> outcome("failed prepare /etc/a", "note no space", "outcome not-begun"))
                .isInstanceOfSatisfying(
                        HostFailureException.class,
                        thrown -> assertThat(thrown.failure())
                                .isEqualTo(HostFailure.failed(
                                        "The change could not be prepared",
                                        "prepare /etc/a\nno space\nNothing was changed.",
                                        "Remove the cause on the host, then apply again.")));
    }

    @Test
    void aUnitFileThatTheHostDoesNotTakeIsAFailureInSystemdsWords() {
        assertThatThrownBy(() -> outcome(
                        "unfit /etc/systemd/system/a.service:3: Unknown key 'X' in section [Service], ignoring.",
                        "unfit b.service: Timer unit lacks value setting. Refusing.",
                        "outcome unfit"))
                .isInstanceOfSatisfying(
                        HostFailureException.class,
                        thrown -> assertThat(thrown.failure())
                                .isEqualTo(HostFailure.failed(
                                        "The host's systemd refuses a unit file",
                                        """
                                        /etc/systemd/system/a.service:3: Unknown key 'X' in section [Service], ignoring.
                                        b.service: Timer unit lacks value setting. Refusing.
                                        Nothing was changed.""",
                                        "Correct the lines it names, or leave them out for hosts with this version of systemd,"
                                                + " then plan again.")));
    }

    @Test
    void anAnswerWithoutItsEndIsUnknown() throws Exception {
        String cut = "BEGIN " + NONCE + "\ndid prepare\noutcome applied\nEND " + NONCE;

        Outcome outcome = Verdict.of(Answer.parse(cut.getBytes(StandardCharsets.UTF_8), NONCE), "", "run-2");

        assertThat(outcome).isInstanceOf(Outcome.Unknown.class);
    }

    @Test
    void anAnswerThatIsCutShortComesWithTheWordsOfTheShell() throws Exception {
        String cut = "BEGIN " + NONCE + "\ndid prepare\n";

        Outcome outcome =
                Verdict.of(Answer.parse(cut.getBytes(StandardCharsets.UTF_8), NONCE), "sh: 75: Cannot fork\n", "run-2");

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Unknown.class,
                        unknown -> assertThat(unknown.failure().detail())
                                .isEqualTo("The last it said was: did prepare\nIts shell said: sh: 75: Cannot fork"));
    }

    @Test
    void anEndWithoutAnOutcomeIsUnknown() throws Exception {
        Outcome outcome = outcome("did prepare");

        assertThat(outcome).isInstanceOf(Outcome.Unknown.class);
    }

    @Test
    void onlyWhatStandsBetweenBeginAndEndCounts() {
        String text = "outcome stuck\nBEGIN other\noutcome stuck\nBEGIN " + NONCE + "\noutcome applied\nEND " + NONCE
                + " 0\noutcome stuck\n";

        Answer answer = Answer.parse(text.getBytes(StandardCharsets.UTF_8), NONCE);

        assertThat(answer).isEqualTo(new Answer(true, true, List.of(new Answer.Line("outcome", "applied"))));
    }

    @Test
    void anAnswerOfAnotherProgramHasNotBegun() {
        Answer answer = Answer.parse("This account is not available.\n".getBytes(StandardCharsets.UTF_8), NONCE);

        assertThat(answer).isEqualTo(new Answer(false, false, List.of()));
    }
}
