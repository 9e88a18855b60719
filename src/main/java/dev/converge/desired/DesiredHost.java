package dev.converge.desired;

import dev.converge.host.HostName;
import dev.converge.unit.FileState;
import dev.converge.unit.HealthGate;
import dev.converge.unit.Manifest;
import dev.converge.unit.UnitName;
import dev.converge.unit.UnitOrigin;
import dev.converge.unit.UnitTree;
import dev.converge.unit.UserName;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** All that the plays want of one host, in the order of the playbooks. */
public record DesiredHost(HostName name, List<DesiredPlay> plays) {
    public DesiredHost {
        plays = List.copyOf(plays);
    }

    /** The users in whose managers some play declares units. */
    public SortedSet<UserName> users() {
        SortedSet<UserName> users = new TreeSet<>();
        plays.forEach(play -> play.userUnits().forEach(units -> users.add(units.user())));
        return users;
    }

    /** From where on a number is a finding. */
    public Thresholds thresholds() {
        return Thresholds.of(plays.stream().flatMap(play -> play.checks().thresholds().stream()));
    }

    /** What somebody knows of and lives with, expired or not. */
    public List<Waiver> waivers() {
        return plays.stream().flatMap(play -> play.checks().waivers().stream()).toList();
    }

    /** What the plays want of one user's manager, as a host of its own. */
    public DesiredHost of(UserName user) {
        return new DesiredHost(name, plays.stream().map(play -> play.of(user)).toList());
    }

    /** The unit as a play declares it. */
    public Optional<DesiredUnit> unit(UnitName name) {
        return plays.stream()
                .flatMap(play -> play.units().stream())
                .filter(unit -> unit.name().equals(name))
                .findFirst();
    }

    /** What units of the system have to show once they were started, where a play says so. */
    public Map<UnitName, HealthGate> health() {
        Map<UnitName, HealthGate> health = new TreeMap<>();
        plays.forEach(play ->
                play.units().forEach(unit -> unit.health().ifPresent(gate -> health.put(unit.name(), gate))));
        return health;
    }

    /** Whether a play declares the unit, or the template it is an instance of. */
    public boolean declares(UnitName name) {
        return unit(name).isPresent() || name.template().flatMap(this::unit).isPresent();
    }

    /** The units whose file a play wrote, by the manifest, and that no play declares any more. */
    public List<UnitName> forgotten(DesiredPlay play, Manifest manifest, UnitTree tree) {
        return manifest.pathsOf(play.name()).stream()
                .filter(path -> path.parent().equals(tree.searchPath().config()))
                .filter(path -> tree.at(path) instanceof FileState.Regular)
                .flatMap(path -> UnitName.parse(path.name()).stream())
                .filter(unit -> !declares(unit))
                .toList();
    }

    /** Those of the given units that no play declares and a stray rule names; the first rule that matches decides. */
    public List<Stray> straysAmong(Collection<UnitName> units) {
        return units.stream()
                .filter(unit -> !declares(unit))
                .flatMap(unit -> stray(unit).stream())
                .toList();
    }

    /** The guard that decides about a unit that no play declares: the first that matches. */
    public Optional<Guard> guard(UnitName unit, UnitOrigin origin) {
        return plays.stream()
                .flatMap(play -> play.guards().stream()
                        .flatMap(rule -> rule.matching(unit, origin).stream()
                                .map(pattern -> new Guard(rule, pattern, play.name()))))
                .findFirst();
    }

    private Optional<Stray> stray(UnitName unit) {
        return plays.stream()
                .flatMap(play -> play.strays().stream()
                        .flatMap(rule -> rule.matching(unit).stream()
                                .map(pattern -> new Stray(unit, pattern, rule.action(), play.name()))))
                .findFirst();
    }
}
