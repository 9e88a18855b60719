package dev.converge.desired;

import dev.converge.problem.SourceSpot;
import dev.converge.unit.Directives;
import dev.converge.unit.SystemdVersion;
import dev.converge.unit.UnitFile;
import dev.converge.unit.UnitType;
import java.util.stream.Stream;

/**
 * A declared line that not every systemd reads: an older one ignores it.
 *
 * @param spot where the operator wrote it
 * @param name of the directive
 * @param since the first version of systemd that reads this value of it
 */
public record Requirement(SourceSpot spot, String name, String value, int since) {

    static Stream<Requirement> of(Authored text, UnitType type) {
        return UnitFile.parse(text.content()).assignments().stream()
                .flatMap(line -> Directives.inSection(type, line.section(), line.name()).stream()
                        .map(directive -> directive.since(line.value()))
                        .filter(since -> since > SystemdVersion.OLDEST.number())
                        .map(since -> new Requirement(
                                text.origin().of(line.line()).place(), line.name(), line.value(), since)));
    }

    /** Whether a host with that version ignores the line. */
    public boolean exceeds(SystemdVersion version) {
        return !version.isAtLeast(since);
    }
}
