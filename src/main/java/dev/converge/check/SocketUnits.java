package dev.converge.check;

import dev.converge.desired.DesiredUnit;
import dev.converge.observed.UnitRuntime;
import dev.converge.unit.ListenAddress;
import dev.converge.unit.MergedUnit;
import dev.converge.unit.UnitName;
import dev.converge.unit.UnitType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The socket units of a host that run or would be started: first those that are more likely the right ones. */
final class SocketUnits {

    private SocketUnits() {}

    static List<SocketUnit> of(Look look) {
        Set<UnitName> names = new TreeSet<>(look.observed().tree().units());
        names.addAll(look.observed().units().keySet());
        List<SocketUnit> units = new ArrayList<>();
        Set<UnitName> seen = new TreeSet<>();
        names.stream()
                .filter(name -> name.type() == UnitType.SOCKET)
                .map(look.observed().tree()::mainName)
                .filter(seen::add)
                .filter(name -> starts(name, look))
                .forEach(name ->
                        look.observed().tree().merged(name).ifPresent(merged -> units.add(unit(name, merged, look))));
        units.sort(Comparator.comparing(SocketUnit::name, look.ownership()).thenComparing(SocketUnit::name));
        return units;
    }

    private static boolean starts(UnitName name, Look look) {
        return look.observed().runtime(name).filter(UnitRuntime::holdsAnything).isPresent()
                || !look.observed().tree().enablementLinks(name).isEmpty()
                || look.desired().unit(name).filter(DesiredUnit::isWanted).isPresent();
    }

    private static boolean isUp(UnitName name, Look look) {
        return look.observed().runtime(name).filter(UnitRuntime::isUp).isPresent();
    }

    private static SocketUnit unit(UnitName name, MergedUnit merged, Look look) {
        boolean both = merged.value("Socket", "BindIPv6Only")
                .filter(setting -> setting.value().equals("ipv6-only"))
                .isEmpty();
        List<SocketUnit.Listen> listens = new ArrayList<>();
        listens.addAll(listens(merged, "ListenStream", ListenAddress.Transport.STREAM, both));
        listens.addAll(listens(merged, "ListenDatagram", ListenAddress.Transport.DATAGRAM, both));
        listens.addAll(listens(merged, "ListenSequentialPacket", ListenAddress.Transport.PACKETS, both));
        boolean shares = merged.says("Socket", "ReusePort", "yes")
                || merged.value("Socket", "BindToDevice").isPresent();
        return new SocketUnit(
                name,
                listens,
                shares,
                services(name, merged),
                isUp(name, look),
                look.local().contains(name) || look.desired().declares(name));
    }

    private static List<SocketUnit.Listen> listens(
            MergedUnit merged, String directive, ListenAddress.Transport transport, boolean both) {
        return merged.values("Socket", directive).stream()
                .flatMap(setting -> ListenAddress.parse(transport, setting.value(), both)
                        .map(address -> new SocketUnit.Listen(address, setting))
                        .stream())
                .toList();
    }

    private static Set<UnitName> services(UnitName name, MergedUnit merged) {
        Set<UnitName> services = new TreeSet<>();
        UnitName.parse(name.stem() + ".service").map(Service::family).ifPresent(services::add);
        UnitName.parse(name.stem() + "@.service").ifPresent(services::add);
        merged.value("Socket", "Service")
                .flatMap(setting -> UnitName.parse(setting.value()))
                .map(Service::family)
                .ifPresent(services::add);
        return services;
    }
}
