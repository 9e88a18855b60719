package dev.converge.diff;

import dev.converge.desired.DesiredHost;
import dev.converge.observed.ObservedHost;
import dev.converge.observed.ObservedUser;
import dev.converge.unit.Dependencies;
import dev.converge.unit.FileState;
import dev.converge.unit.HealthGate;
import dev.converge.unit.HostPath;
import dev.converge.unit.Manifest;
import dev.converge.unit.Seen;
import dev.converge.unit.UnitName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Compares what a host should be with what it is. */
public final class HostDiffer {

    private HostDiffer() {}

    /** The difference, the same for the same two hosts, byte for byte. Applying it and comparing again gives none. */
    public static HostDiff diff(DesiredHost desired, ObservedHost observed) {
        ObservedHost seen = observed.ofSystem();
        ManagerEdit system = ManagerEdit.of(desired, seen);
        Presets.add(desired, seen, system.removed(), system.edit());
        DeclaredFiles files = new DeclaredFiles(system.edit(), seen);
        desired.plays().forEach(files::add);
        Linger.add(desired, observed, system.edit());
        ManagerFile file = ManagerFile.add(desired, seen, system.edit());
        system.prune();
        Guards.add(desired, seen, system.edit());

        Predicate<HostPath> changing = system.edit()::changes;
        List<Change> changes = new ArrayList<>(system.edit().changes());
        List<Obstacle> obstacles = new ArrayList<>(files.obstacles());
        obstacles.addAll(system.obstacles());
        obstacles.addAll(UserObstacles.unknownUsers(desired, observed));
        SortedMap<HostPath, Manifest.Entry> owned = system.owned();
        Dependencies before = new Dependencies(system.edit().before());
        Dependencies after = new Dependencies(system.edit().after());
        List<UnitEffect> effects = Stream.concat(
                        system.effects(before, after, changing).stream(), Linger.starts(desired, observed))
                .toList();
        Seen basis = new Seen(Sighting.manifest(observed), Sighting.units(effects, observed, Optional.empty()));
        List<UserDiff> users = new ArrayList<>();
        for (ObservedUser user : observed.userManagers()) {
            ObservedHost smaller = observed.of(user);
            ManagerEdit manager = ManagerEdit.of(desired.of(user.account().name()), smaller);
            manager.prune();
            List<Change> inHome = manager.edit().changes();
            changes.addAll(inHome);
            obstacles.addAll(manager.obstacles());
            obstacles.addAll(UserObstacles.of(user, smaller.writer(), inHome));
            owned.putAll(manager.owned());
            UserDiff diff = userDiff(
                    user, manager, changing, desired.of(user.account().name()).health());
            basis = basis.with(Sighting.units(
                    diff.effects(), smaller, Optional.of(user.account().name())));
            users.add(diff);
        }
        changes.sort(Comparator.comparing(Change::path));
        obstacles.addAll(unwritable(changes));
        obstacles.addAll(
                LinkedDirectories.above(system.edit().changes(), system.edit().before()));
        return new HostDiff(
                changes,
                effects,
                system.daemonReload(),
                daemonReexec(file, observed),
                users,
                new Manifest(owned),
                before,
                after,
                basis,
                desired.health(),
                obstacles);
    }

    /** A manager that is started now reads its files then. */
    private static UserDiff userDiff(
            ObservedUser user, ManagerEdit manager, Predicate<HostPath> changing, Map<UnitName, HealthGate> health) {
        Dependencies before = new Dependencies(manager.edit().before());
        Dependencies after = new Dependencies(manager.edit().after());
        Optional<Reason> reload =
                user.state() == ObservedUser.State.RUNNING ? manager.daemonReload() : Optional.empty();
        return new UserDiff(user.account(), manager.effects(before, after, changing), reload, before, after, health);
    }

    private static List<Obstacle> unwritable(List<Change> changes) {
        return changes.stream()
                .flatMap(change -> switch (change.before()) {
                    case FileState.Directory directory -> Stream.of(new Obstacle(change.path(), "it is a directory"));
                    case FileState.Other other -> Stream.of(new Obstacle(change.path(), "it is a " + other.kind()));
                    case FileState.Absent absent -> Stream.empty();
                    case FileState.Regular file -> Stream.empty();
                    case FileState.Link link -> lineBreak(change.path(), link).stream();
                })
                .toList();
    }

    /** The transaction gets its paths and targets line by line, and has no way to say this one. */
    private static Optional<Obstacle> lineBreak(HostPath path, FileState.Link link) {
        return link.target().indexOf('\n') >= 0
                ? Optional.of(new Obstacle(path, "it is a link whose target holds a line break"))
                : Optional.empty();
    }

    private static Optional<Reason> daemonReexec(ManagerFile manager, ObservedHost observed) {
        return observed.systemd().isEmpty() || manager.needingReexec().isEmpty()
                ? Optional.empty()
                : Optional.of(new Reason("systemd heeds a change of " + String.join(", ", manager.needingReexec())
                        + " only when it is executed anew; services go on"));
    }
}
