package dev.converge.cli;

import static dev.converge.cli.HostileSays.TOO_SLOW;

import java.util.stream.Stream;

/** The hosts of {@link HostileHostsTest} and {@link HostileSweepsTest}. */
final class HostileCases {

    private HostileCases() {}

    /** What plan and apply meet. */
    static Stream<HostileCase> all() {
        return hurried(Stream.of(HostileAnswers.all(), HostileTexts.all(), HostileServers.all(), HostileChanges.all())
                .flatMap(cases -> cases));
    }

    /** What a sweep and an explanation meet: all that comes of a probe, and what only a sweep asks for. */
    static Stream<HostileCase> looks() {
        return Stream.concat(all().filter(HostileCase::saidByPlan), HostileSweeps.all());
    }

    /** What whoever asks for the history of a host meets. */
    static Stream<HostileCase> histories() {
        return hurried(HostileHistories.all());
    }

    private static Stream<HostileCase> hurried(Stream<HostileCase> cases) {
        return cases.map(hostile -> isAboutTime(hostile) ? hostile.slow() : hostile);
    }

    private static boolean isAboutTime(HostileCase hostile) {
        return hostile.says().equals(TOO_SLOW) || hostile.name().matches("(silence|a-byte-a-second).*");
    }
}
