package dev.converge.check;

import dev.converge.finding.Finding;
import dev.converge.finding.FindingCode;
import dev.converge.observed.ListeningSocket;
import dev.converge.observed.RunningProcess;
import dev.converge.unit.UnitName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A port or socket path that two socket units ask for, or that a socket unit asks for and somebody else holds. */
final class PortConflictCheck implements Check {

    @Override
    public List<Finding> findings(Look look) {
        List<SocketUnit> units = SocketUnits.of(look);
        List<Finding> findings = new ArrayList<>();
        for (SocketUnit owner : units) {
            units.stream()
                    .filter(other -> units.indexOf(other) > units.indexOf(owner))
                    .forEach(other -> twice(owner, other, look).ifPresent(findings::add));
            if (owner.watched() && !owner.up() && !look.removes(owner.name())) {
                owner.listens().forEach(listen -> held(owner, listen, look).ifPresent(findings::add));
            }
        }
        return findings;
    }

    private static Optional<Finding> twice(SocketUnit owner, SocketUnit other, Look look) {
        boolean apart = (owner.shares() && other.shares())
                || look.removes(owner.name())
                || Service.family(owner.name()).equals(Service.family(other.name()))
                || !(owner.watched() || other.watched());
        return apart
                ? Optional.empty()
                : owner.listens().stream()
                        .flatMap(listen -> other.listens().stream()
                                .filter(second -> listen.address().overlaps(second.address()))
                                .map(second -> twice(owner, listen, other, second, look)))
                        .findFirst();
    }

    private static Finding twice(
            SocketUnit owner, SocketUnit.Listen first, SocketUnit other, SocketUnit.Listen second, Look look) {
        SortedMap<String, String> evidence =
                Evidence.of("address", second.address().toString());
        evidence.put("line", Evidence.spot(second.setting()));
        evidence.put("owner", owner.name().value());
        evidence.put("owner-address", first.address().toString());
        evidence.put("owner-line", Evidence.spot(first.setting()));
        return new Finding(
                FindingCode.PORT_CONFLICT,
                Finding.Severity.ERROR,
                Optional.of(other.name()),
                other.name() + " listens on " + second.address() + " (" + Evidence.spot(second.setting()) + "), and "
                        + owner.name() + " on " + first.address() + " (" + Evidence.spot(first.setting())
                        + "). Whichever starts second fails.",
                DuplicateExecutableCheck.remedy(owner.name(), other.name(), look),
                evidence);
    }

    private static Optional<Finding> held(SocketUnit owner, SocketUnit.Listen listen, Look look) {
        return look.observed().running().sockets().stream()
                .filter(socket -> socket.address().overlaps(listen.address()))
                .filter(socket ->
                        !socket.holders().isEmpty() && !socket.holders().contains(1))
                .filter(socket -> !isOwn(owner, socket, look))
                .findFirst()
                .map(socket -> held(owner, listen, socket, look));
    }

    /** Whether the service that the socket unit starts has it. */
    private static boolean isOwn(SocketUnit owner, ListeningSocket socket, Look look) {
        return units(socket, look).stream().map(Service::family).anyMatch(owner.services()::contains);
    }

    private static Set<UnitName> units(ListeningSocket socket, Look look) {
        return socket.holders().stream()
                .flatMap(pid -> Optional.ofNullable(
                        look.observed().running().processes().get(pid))
                        .stream())
                .flatMap(process -> process.unit().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Finding held(SocketUnit owner, SocketUnit.Listen listen, ListeningSocket socket, Look look) {
        String holders = Evidence.list(new ArrayList<>(socket.holders()));
        Set<UnitName> units = units(socket, look);
        String where = units.isEmpty() ? "no unit" : Evidence.list(new ArrayList<>(units));
        String executable = Optional.ofNullable(look.observed()
                        .running()
                        .processes()
                        .get(socket.holders().first()))
                .map(RunningProcess::executable)
                .orElse("unknown");
        SortedMap<String, String> evidence =
                Evidence.of("address", listen.address().toString());
        evidence.put("line", Evidence.spot(listen.setting()));
        evidence.put("executable", executable);
        evidence.put("held", socket.address().toString());
        evidence.put("place", where);
        evidence.put("processes", holders);
        boolean goes = !units.isEmpty() && units.stream().allMatch(unit -> look.removes(unit) || look.stops(unit));
        return new Finding(
                FindingCode.PORT_CONFLICT,
                Finding.Severity.ERROR,
                Optional.of(owner.name()),
                owner.name() + " listens on " + listen.address() + " (" + Evidence.spot(listen.setting())
                        + "), but process " + holders + " (" + executable + ") in " + where
                        + " has it. The socket cannot start.",
                goes
                        ? "converge apply stops " + where
                        : "give one of them another port, or stop the other: on the host, systemctl status "
                                + socket.holders().first(),
                evidence);
    }
}
