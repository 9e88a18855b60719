package dev.converge.check;

import dev.converge.desired.DesiredHost;
import dev.converge.desired.Guard;
import dev.converge.desired.GuardSetting;
import dev.converge.desired.ManagerSetting;
import dev.converge.observed.ObservedHost;
import dev.converge.observed.UnitOrigins;
import dev.converge.unit.Content;
import dev.converge.unit.FileMode;
import dev.converge.unit.FileState;
import dev.converge.unit.HostPath;
import dev.converge.unit.MergedUnit;
import dev.converge.unit.Owner;
import dev.converge.unit.RestartVerdict;
import dev.converge.unit.UnitName;
import dev.converge.unit.UnitTree;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the guards and the settings of systemd that plays declare will do for a service that could restart for ever. */
final class PlannedLimit {

    private static final HostPath ETC = new HostPath("/etc/systemd/system");
    private static final HostPath MANAGER = new HostPath("/etc/systemd/system.conf.d/50-converge.conf");
    private static final List<String> LIMIT = List.of("StartLimitIntervalSec", "StartLimitBurst");

    private final UnitName unit;
    private final DesiredHost desired;
    private final ObservedHost observed;
    private final HostPath dropIn;

    PlannedLimit(UnitName unit, DesiredHost desired, ObservedHost observed) {
        this.unit = unit;
        this.desired = desired;
        this.observed = observed;
        this.dropIn = ETC.resolve(unit + ".d").resolve(Guard.DROP_IN);
    }

    /** What to do about the service; nothing when neither a guard nor a default is meant for it. */
    Optional<String> remedy() {
        if (desired.plays().stream()
                .allMatch(play -> play.guards().isEmpty() && play.manager().isEmpty())) {
            return Optional.empty();
        }
        Map<HostPath, FileState> changed = new HashMap<>();
        changed.put(dropIn, new FileState.Absent());
        String settings = settings();
        if (!settings.isEmpty()) {
            changed.put(MANAGER, file(textAt(MANAGER) + "\n[Manager]\n" + settings));
        }
        UnitTree bare = observed.tree().with(changed);
        if (isBounded(bare)) {
            return settings.isEmpty() ? Optional.empty() : Optional.of("converge apply sets the defaults that stop it");
        }
        return guard(bare).map(guard -> remedy(guard, bare));
    }

    private Optional<Guard> guard(UnitTree bare) {
        return desired.declares(unit)
                ? Optional.empty()
                : UnitOrigins.of(unit, bare, observed.packageOwned())
                        .flatMap(origin -> desired.guard(unit, origin))
                        .filter(guard -> !guard.rule().restart().isEmpty());
    }

    private String remedy(Guard guard, UnitTree bare) {
        List<GuardSetting> lacked = bare.merged(unit)
                .map(merged -> guard.lackedBy(unit.type(), merged, bare.managerDefaults()))
                .orElse(List.of());
        FileState text =
                new FileState.Regular(guard.dropIn(unit.type(), lacked), FileMode.UNIT_FILE, observed.writer());
        UnitTree guarded = bare.with(Map.of(dropIn, text));
        if (isBounded(guarded)) {
            return "converge apply adds the guard of play " + guard.play();
        }
        return undoing(guarded)
                .map(line -> "the guard of play " + guard.play() + " is undone by " + line.path() + ":" + line.line()
                        + ": remove " + line.name() + " there, or declare the unit")
                .orElse("the guard of play " + guard.play() + " is too weak for it: declare the unit");
    }

    /** A limit that comes after the guard's. */
    private Optional<MergedUnit.Setting> undoing(UnitTree guarded) {
        return guarded.merged(unit).stream()
                .flatMap(merged -> LIMIT.stream().flatMap(name -> merged.value("Unit", name).stream()))
                .filter(setting -> !setting.path().equals(dropIn))
                .filter(setting -> guarded.dropIns(unit).contains(setting.path()))
                .findFirst();
    }

    private boolean isBounded(UnitTree tree) {
        return tree.merged(unit)
                .map(merged -> RestartVerdict.of(merged, tree.managerDefaults()))
                .filter(verdict -> verdict.kind() != RestartVerdict.Kind.UNBOUNDED)
                .isPresent();
    }

    private String settings() {
        return desired.plays().stream()
                .flatMap(play -> play.manager().stream())
                .flatMap(PlannedLimit::lines)
                .collect(Collectors.joining());
    }

    private static Stream<String> lines(ManagerSetting setting) {
        return setting.values().stream().map(value -> setting.directive().name() + "=" + value + "\n");
    }

    private String textAt(HostPath path) {
        return observed.tree().at(path) instanceof FileState.Regular there
                ? there.content().text().orElse("")
                : "";
    }

    private static FileState file(String text) {
        return new FileState.Regular(Content.of(text), FileMode.UNIT_FILE, Owner.ROOT);
    }
}
