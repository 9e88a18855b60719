package dev.converge.check;

import dev.converge.finding.Finding;
import dev.converge.finding.FindingCode;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** Services that the system's manager and that of a user both start: one was moved to the other and left behind. */
final class UserTwins {

    private UserTwins() {}

    /** Those of the same name that run the same program. Of one that starts in neither or in one manager only there is nothing to say. */
    static List<Finding> of(Look system, Look user) {
        return user.services().all().stream()
                .filter(own -> own.starts() && own.watched() && !user.removes(own.name()))
                .flatMap(own -> system.services().all().stream()
                        .filter(other -> other.starts() && other.name().equals(own.name()))
                        .filter(other -> runTheSame(own, other))
                        .map(other -> finding(own, other, system)))
                .toList();
    }

    private static boolean runTheSame(Service own, Service other) {
        return own.programs().stream()
                .anyMatch(program -> other.program(program.file())
                        .filter(same -> same.likenessTo(program) != Program.Likeness.DIFFERENT)
                        .isPresent());
    }

    private static Finding finding(Service own, Service other, Look system) {
        SortedMap<String, String> evidence = Evidence.of("user", own.spot());
        evidence.put("system", other.spot());
        return new Finding(
                FindingCode.USER_TWIN,
                Finding.Severity.WARNING,
                Optional.of(own.name()),
                "The system starts a " + own.name() + " too, with the same program (" + other.spot()
                        + "): two of it run.",
                system.removes(own.name()) || system.stops(own.name())
                        ? "converge apply ends that of the system"
                        : "declare one of the two with 'state: absent'",
                evidence);
    }
}
