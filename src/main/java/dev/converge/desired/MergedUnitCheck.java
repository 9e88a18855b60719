package dev.converge.desired;

import dev.converge.playbook.UnitDeclaration;
import dev.converge.problem.Problems;
import dev.converge.unit.HostPath;
import dev.converge.unit.ManagerDefaults;
import dev.converge.unit.MergedUnit;
import dev.converge.unit.MergedUnit.Setting;
import dev.converge.unit.StartLimit;
import dev.converge.unit.StartLimitRemedy;
import dev.converge.unit.UnitFile;
import dev.converge.unit.UnitType;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Stream;

/**
 * Checks what a unit's file and drop-ins come to together. What a package's file adds is not known here: such a unit is only checked for what
 * the play itself says.
 */
final class MergedUnitCheck {

    private static final List<String> INSTALLING = List.of("WantedBy", "RequiredBy", "UpheldBy", "Alias");

    private final UnitDeclaration unit;
    private final SortedMap<HostPath, Authored> texts;
    private final ManagerDefaults defaults;
    private final MergedUnit merged;
    private final Problems problems;

    /** @param texts the declared file, if any, and the drop-ins in the order systemd applies them */
    MergedUnitCheck(
            UnitDeclaration unit, SortedMap<HostPath, Authored> texts, ManagerDefaults defaults, Problems problems) {
        this.unit = unit;
        this.defaults = defaults;
        this.texts = texts;
        this.problems = problems;
        this.merged = MergedUnit.of(
                unit.name().type(),
                texts.entrySet().stream()
                        .map(text -> new MergedUnit.Source(
                                text.getKey(), UnitFile.parse(text.getValue().content())))
                        .toList());
    }

    void report() {
        if (unit.name().type() == UnitType.SERVICE) {
            checkStartLimit();
        }
        if (unit.file().isPresent()) {
            checkInstall();
            if (unit.name().type() == UnitType.SERVICE) {
                checkCommands();
            }
        }
    }

    /** A limit of zero says "no limit" and means it; what such a service may do to its host is a finding of the plan. */
    private void checkStartLimit() {
        Optional<Setting> declared = Stream.of("StartLimitIntervalSec", "StartLimitBurst")
                .flatMap(name -> merged.value("Unit", name).stream())
                .findFirst();
        StartLimit limit = StartLimit.of(merged, defaults);
        if (declared.isPresent() && limit.isOn() && limit.reach() != StartLimit.Reach.ALWAYS) {
            add(
                    declared.get(),
                    unit.name() + " could restart for ever: " + limit.arithmetic(),
                    "the smallest change that stops it: " + StartLimitRemedy.yaml(limit));
        }
    }

    private void checkInstall() {
        boolean installs = INSTALLING.stream()
                .anyMatch(name -> !merged.values("Install", name).isEmpty());
        if (unit.enabled().equals(Optional.of(true)) && !installs) {
            problems.add(
                    unit.spot(),
                    unit.name() + " cannot be enabled: its file has no [Install] section that says what starts it",
                    "add [Install] with WantedBy=" + usualTarget() + " to it, or remove 'enabled'");
        }
    }

    /** A user's manager has no multi-user.target. */
    private String usualTarget() {
        return switch (unit.scope()) {
            case SYSTEM -> "multi-user.target";
            case USER -> "default.target";
        };
    }

    /** What service_verify() of systemd refuses: such a unit does not load at all. */
    private void checkCommands() {
        List<Setting> starts = merged.values("Service", "ExecStart");
        boolean oneshot = merged.value("Service", "Type")
                .filter(type -> type.value().equals("oneshot"))
                .isPresent();
        if (starts.isEmpty() && !oneshot) {
            refuseToLoad("it has no ExecStart=", "add ExecStart= under [Service]");
        } else if (starts.isEmpty() && merged.values("Service", "ExecStop").isEmpty()) {
            refuseToLoad("it has neither ExecStart= nor ExecStop=", "add ExecStart= under [Service]");
        } else if (starts.size() > 1 && !oneshot) {
            add(
                    starts.get(1),
                    unit.name() + " would not load: a second ExecStart= is for Type=oneshot only",
                    "remove one of the two, or put an empty ExecStart= before this one to replace the first");
        } else if (oneshot) {
            merged.value("Service", "Restart")
                    .filter(restart -> List.of("always", "on-success").contains(restart.value()))
                    .ifPresent(restart -> add(
                            restart,
                            unit.name() + " would not load: Restart=" + restart.value()
                                    + " is not possible with Type=oneshot",
                            "use Restart=on-failure, or another Type="));
        }
    }

    private void refuseToLoad(String why, String remedy) {
        problems.add(unit.spot(), unit.name() + " would not load: " + why, remedy);
    }

    private void add(Setting setting, String message, String remedy) {
        Authored authored = texts.get(setting.path());
        if (authored == null) {
            throw new IllegalStateException("a setting of a file that was not merged: " + setting.path());
        }
        authored.origin().report(setting.line(), message, remedy, problems);
    }
}
