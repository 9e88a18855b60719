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
        return desired.unit(name).stream().flatMap(DeclaredLimits::texts).anyMatch(DeclaredLimits::setsWindow);
    }

    private static Stream<Content> texts(DesiredUnit unit) {
        return Stream.concat(unit.file().stream(), unit.dropIns().values().stream());
    }

    private static boolean setsWindow(Content text) {
        return UnitFile.parse(text).assignments().stream()
                .anyMatch(assignment ->
                        assignment.section().equals("Unit") && assignment.name().equals("StartLimitIntervalSec"));
    }
}
