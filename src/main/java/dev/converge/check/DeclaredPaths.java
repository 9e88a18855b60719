package dev.converge.check;

import dev.converge.desired.DesiredHost;
import dev.converge.unit.HostPath;
import dev.converge.unit.UnitName;
import java.util.Set;

/** The files of a unit that the plan writes: what is wrong in them on the host is gone after it. */
final class DeclaredPaths {

    private DeclaredPaths() {}

    static Set<HostPath> of(UnitName unit, DesiredHost desired) {
        return desired.unit(unit).map(declared -> declared.texts().keySet()).orElse(Set.of());
    }
}
