package dev.converge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.converge.apply.Outcome;
import dev.converge.diff.Change;
import dev.converge.diff.Reason;
import dev.converge.engine.HostResult;
import dev.converge.host.HostFailure;
import dev.converge.host.HostName;
import dev.converge.plan.HostPlan;
import dev.converge.unit.FileState;
import dev.converge.unit.HostPath;
import dev.converge.unit.Manifest;
import dev.converge.unit.PlayName;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class ExitStatusTest {

    private static final HostFailure UNREACHABLE = HostFailure.unreachable("s", "d", "");
    private static final HostFailure FAILED = HostFailure.failed("s", "d", "");
    private static final HostPlan IN_SYNC = plan(List.of());
    private static final HostPlan PENDING = plan(List.of(
            new Change.Creation(new HostPath("/etc/x"), new FileState.Link("y"), new Reason("r"), new PlayName("p"))));

    static Stream<Arguments> results() {
        return Stream.of(
                Arguments.of(0, new HostResult.Planned(IN_SYNC, Optional.empty())),
                Arguments.of(0, new HostResult.Planned(PENDING, Optional.empty())),
                Arguments.of(0, changed(new Outcome.Applied("r"))),
                Arguments.of(3, new HostResult.Failed(new HostName("a"), FAILED, List.of())),
                Arguments.of(3, changed(new Outcome.RolledBack("r", "s", List.of()))),
                Arguments.of(3, changed(new Outcome.Unknown("r", FAILED))),
                Arguments.of(3, new HostResult.Unsettled(PENDING, "r", PENDING)),
                Arguments.of(3, new HostResult.Unverified(PENDING, "r", FAILED)),
                Arguments.of(4, new HostResult.Failed(new HostName("a"), UNREACHABLE, List.of())),
                Arguments.of(4, changed(new Outcome.Unknown("r", UNREACHABLE))),
                Arguments.of(4, new HostResult.Unverified(PENDING, "r", UNREACHABLE)),
                Arguments.of(5, changed(new Outcome.Refused(List.of()))),
                Arguments.of(6, changed(new Outcome.RollbackFailed("r", "s", List.of()))));
    }

    @ParameterizedTest
    @MethodSource("results")
    void eachResultHasItsNumber(int number, HostResult result) {
        assertThat(ExitStatus.of(List.of(result)).number()).isEqualTo(number);
    }

    @Test
    void aPlanThatNobodyAgreedToIsNotDoneAndAHostThatCouldNotBePlannedCountsFirst() {
        HostResult pending = new HostResult.Planned(PENDING, Optional.empty());
        HostResult unreachable = new HostResult.Failed(new HostName("a"), UNREACHABLE, List.of());

        assertThat(ExitStatus.ofDeclined(List.of(pending)).number()).isEqualTo(1);
        assertThat(ExitStatus.ofDeclined(List.of(pending, unreachable)).number())
                .isEqualTo(4);
    }

    @ParameterizedTest
    @MethodSource("results")
    void amongHostsTheHighestWins(int number, HostResult result) {
        HostResult refused = changed(new Outcome.Refused(List.of()));

        ExitStatus status = ExitStatus.of(List.of(result, refused, result));

        assertThat(status.number()).isEqualTo(Math.max(number, 5));
    }

    @Test
    void pendingChangesCountOnlyWhenAskedFor() {
        List<HostResult> pending = List.of(new HostResult.Planned(PENDING, Optional.empty()));
        List<HostResult> inSync = List.of(new HostResult.Planned(IN_SYNC, Optional.empty()));

        assertThat(ExitStatus.of(pending)).isEqualTo(ExitStatus.DONE);
        assertThat(ExitStatus.ofPending(pending)).isEqualTo(ExitStatus.PENDING);
        assertThat(ExitStatus.ofPending(inSync)).isEqualTo(ExitStatus.DONE);
    }

    @Test
    void whatAnOpenRunMayUndoIsPending() {
        List<HostResult> open = List.of(new HostResult.Planned(IN_SYNC, Optional.of("run-1")));

        assertThat(ExitStatus.ofPending(open)).isEqualTo(ExitStatus.PENDING);
    }

    @Test
    void aFailureWinsOverPendingChanges() {
        List<HostResult> results = List.of(
                new HostResult.Planned(PENDING, Optional.empty()),
                new HostResult.Failed(new HostName("a"), FAILED, List.of()));

        assertThat(ExitStatus.ofPending(results)).isEqualTo(ExitStatus.FAILED);
    }

    @Test
    void theNumbersAreThoseOfTheContract() {
        assertThat(ExitStatus.meanings().keySet()).containsExactly(" 0", " 1", " 2", " 3", " 4", " 5", " 6", " 130");
    }

    private static HostResult changed(Outcome outcome) {
        return new HostResult.Changed(PENDING, outcome);
    }

    private static HostPlan plan(List<Change> changes) {
        return new HostPlan(
                new HostName("a"),
                Optional.empty(),
                List.of(),
                changes,
                List.of(),
                List.of(),
                Manifest.NONE,
                List.of());
    }
}
