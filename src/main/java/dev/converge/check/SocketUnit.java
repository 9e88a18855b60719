package dev.converge.check;

import dev.converge.unit.ListenAddress;
import dev.converge.unit.MergedUnit;
import dev.converge.unit.UnitName;
import java.util.List;
import java.util.Set;

/**
 * A socket unit that runs or would be started.
 *
 * @param shares whether it lets others bind the same port, {@code ReusePort=}
 * @param services what it starts; of a template its family
 */
record SocketUnit(
        UnitName name, List<Listen> listens, boolean shares, Set<UnitName> services, boolean up, boolean watched) {

    /** An address and the assignment that names it. */
    record Listen(ListenAddress address, MergedUnit.Setting setting) {}

    SocketUnit {
        listens = List.copyOf(listens);
        services = Set.copyOf(services);
    }
}
