package dev.converge.check;

import dev.converge.desired.DesiredHost;
import dev.converge.desired.DesiredUnit;
import dev.converge.unit.Content;
import dev.converge.unit.UnitFile;
import dev.converge.unit.UnitName;
import java.util.stream.Stream;

/** Whether a play itself sets the window of a unit's start limit, so that applying it is the remedy. */
final class DeclaredLimits {

    private DeclaredLimits() {}

    static boolean of(UnitName name, DesiredHost desired) {
        return of(name, desired, "Unit", "StartLimitIntervalSec");
    }

    /** The same of any directive. */
    static boolean of(UnitName name, DesiredHost desired, String section, String directive) {
        return desired.unit(name).stream()
                .flatMap(DeclaredLimits::texts)
                .anyMatch(text -> sets(text, section, directive));
    }

    private static Stream<Content> texts(DesiredUnit unit) {
        return Stream.concat(unit.file().stream(), unit.dropIns().values().stream());
    }

    private static boolean sets(Content text, String section, String directive) {
        return UnitFile.parse(text).assignments().stream()
                .anyMatch(assignment -> assignment.section().equals(section)
                        && assignment.name().equals(directive));
    }
}
