package dev.converge.check;

import dev.converge.desired.DesiredUnit;
import dev.converge.observed.ObservedHost;
import dev.converge.observed.UnitRuntime;
import dev.converge.unit.ExecLine;
import dev.converge.unit.MergedUnit;
import dev.converge.unit.UnitName;
import dev.converge.unit.UnitTree;
import dev.converge.unit.UnitType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** The services of a host that run or would be started, and those that people put there, with what they run. */
final class Services {

    private final Look look;
    private final ObservedHost observed;
    private final UnitTree tree;
    private final SortedMap<UnitName, Service> services = new TreeMap<>();

    private Services(Look look) {
        this.look = look;
        observed = look.observed();
        tree = observed.tree();
    }

    static Services of(Look look) {
        Services found = new Services(look);
        found.names().forEach(found::add);
        return found;
    }

    List<Service> all() {
        return List.copyOf(services.values());
    }

    /** Those that start, by what they run, where it is more than one, or one that findings are about. */
    SortedMap<String, List<Service>> byProgram() {
        SortedMap<String, List<Service>> byProgram = new TreeMap<>();
        services.values().stream()
                .filter(service -> service.starts() && !service.isOneshot())
                .forEach(service -> service.programs().stream()
                        .map(Program::file)
                        .distinct()
                        .forEach(file -> byProgram
                                .computeIfAbsent(file, key -> new ArrayList<>())
                                .add(service)));
        byProgram.values().forEach(users -> users.sort(ownership()));
        byProgram.values().removeIf(users -> users.stream().noneMatch(Service::watched));
        return byProgram;
    }

    /** Who is more likely the right one: what stays, what a play declares, what is up, what a package brought, what listens. */
    Comparator<Service> ownership() {
        return Comparator.comparing(Service::name, look.ownership())
                .thenComparing(service -> service.processes().isEmpty())
                .thenComparing(service -> !listens(service))
                .thenComparing(Service::name);
    }

    /** Of two that run one program, the one that came too late has no socket. */
    private boolean listens(Service service) {
        return observed.running().sockets().stream()
                .anyMatch(socket -> !Collections.disjoint(socket.holders(), service.processes()));
    }

    private NavigableSet<UnitName> names() {
        NavigableSet<UnitName> names = new TreeSet<>(look.watched());
        names.addAll(look.local());
        tree.units().stream().filter(unit -> isStarted(unit)).forEach(names::add);
        observed.units().values().stream()
                .filter(UnitRuntime::holdsAnything)
                .map(UnitRuntime::name)
                .forEach(names::add);
        names.removeIf(unit -> unit.type() != UnitType.SERVICE);
        return names;
    }

    private void add(UnitName unit) {
        UnitName name = tree.mainName(unit);
        Optional<MergedUnit> merged = tree.merged(name);
        if (merged.isPresent() && !services.containsKey(name)) {
            Optional<UnitRuntime> runtime = observed.runtime(name);
            services.put(
                    name,
                    new Service(
                            name,
                            merged.get(),
                            merged.get().values("Service", "ExecStart").stream().findFirst(),
                            programs(merged.get(), runtime),
                            starts(name, runtime),
                            runtime.map(UnitRuntime::processes).orElse(List.of()),
                            look.local().contains(name) || look.desired().declares(name)));
        }
    }

    private List<Program> programs(MergedUnit merged, Optional<UnitRuntime> runtime) {
        String directory = merged.value("Service", "WorkingDirectory")
                .map(MergedUnit.Setting::value)
                .orElse("/");
        Set<Program> programs = new LinkedHashSet<>();
        merged.values("Service", "ExecStart").stream()
                .findFirst()
                .flatMap(setting -> ExecLine.parse(setting.value()))
                .flatMap(line -> Program.of(line, directory))
                .ifPresent(programs::add);
        runtime.flatMap(UnitRuntime::details)
                .map(details -> observed.running().processes().get(details.mainPid()))
                .flatMap(Program::of)
                .filter(program ->
                        programs.stream().noneMatch(known -> known.file().equals(program.file())))
                .ifPresent(programs::add);
        return new ArrayList<>(programs);
    }

    private boolean starts(UnitName unit, Optional<UnitRuntime> runtime) {
        return runtime.filter(UnitRuntime::holdsAnything).isPresent()
                || isStarted(unit)
                || look.desired().unit(unit).filter(DesiredUnit::isWanted).isPresent();
    }

    /** By a link in /etc or /run, its own or that of a socket, timer or path of its name. */
    private boolean isStarted(UnitName unit) {
        return List.of(unit.type().suffix(), "socket", "timer", "path").stream()
                .flatMap(suffix -> UnitName.parse(unit.stem() + "." + suffix).stream())
                .anyMatch(starter -> !tree.enablementLinks(starter).isEmpty() && !tree.isMasked(starter));
    }
}
