package dev.converge.diff;

import dev.converge.desired.DesiredHost;
import dev.converge.desired.Guard;
import dev.converge.desired.GuardSetting;
import dev.converge.observed.ObservedHost;
import dev.converge.unit.Directive;
import dev.converge.unit.Directives;
import dev.converge.unit.FileMode;
import dev.converge.unit.FileState;
import dev.converge.unit.HostPath;
import dev.converge.unit.RestartVerdict;
import dev.converge.unit.UnitFile;
import dev.converge.unit.UnitName;
import dev.converge.unit.UnitTree;
import dev.converge.unit.UnitType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The drop-ins of guarded units. What a unit lacks is asked of the host as it will be but without any guard: else a guard that is there
 * would make itself look needless, and the next plan would take it away.
 */
final class Guards {

    private static final HostPath ETC = new HostPath("/etc/systemd/system");

    private final ObservedHost observed;
    private final TreeEdit edit;
    private final UnitTree bare;
    private final Map<UnitName, List<GuardSetting>> templates = new HashMap<>();

    private Guards(ObservedHost observed, TreeEdit edit) {
        this.observed = observed;
        this.edit = edit;
        UnitTree after = edit.after();
        this.bare = after.with(after.files().keySet().stream()
                .filter(path -> path.name().equals(Guard.DROP_IN))
                .collect(Collectors.toMap(path -> path, path -> new FileState.Absent())));
    }

    /** Comes last: a guard that an earlier run wrote and that is not wanted any more has been wished away before. */
    static void add(DesiredHost desired, ObservedHost observed, TreeEdit edit) {
        if (desired.plays().stream().anyMatch(play -> !play.guards().isEmpty())) {
            Guards guards = new Guards(observed, edit);
            guards.add(new GuardedUnits(desired, observed, guards.bare));
        }
    }

    private void add(GuardedUnits units) {
        units.guards().forEach((unit, guard) -> {
            if (unit.instance().isEmpty() && (!unit.isTemplate() || units.coversInstances(unit, guard))) {
                put(unit, guard, lackedBy(unit, guard));
            }
        });
        units.guards()
                .forEach((unit, guard) -> unit.template().ifPresent(template -> {
                    // The instance's own file hides the template's of the same name, so it holds all that the instance
                    // lacks.
                    List<GuardSetting> lacked = lackedBy(unit, guard);
                    if (!templates.getOrDefault(template, List.of()).containsAll(lacked)) {
                        put(unit, guard, lacked);
                    }
                }));
    }

    private List<GuardSetting> lackedBy(UnitName unit, Guard guard) {
        return bare.merged(unit)
                .map(merged -> guard.lackedBy(unit.type(), merged, bare.managerDefaults()))
                .orElse(List.of());
    }

    private void put(UnitName unit, Guard guard, List<GuardSetting> lacked) {
        if (lacked.isEmpty()) {
            return;
        }
        if (unit.isTemplate()) {
            templates.put(unit, lacked);
        }
        UnitType type = unit.type();
        HostPath path = ETC.resolve(unit + ".d").resolve(Guard.DROP_IN);
        FileState wanted = new FileState.Regular(guard.dropIn(type, lacked), FileMode.UNIT_FILE, observed.writer());
        edit.put(
                path,
                wanted,
                (now, then) -> UnitFile.parse(now).meansTheSameAs(UnitFile.parse(then), type),
                reason(unit, guard, lacked, path),
                guard.play());
    }

    private Reason reason(UnitName unit, Guard guard, List<GuardSetting> lacked, HostPath path) {
        boolean edited = observed.manifest()
                .entry(path)
                .filter(written -> !written.matches(edit.before().at(path)))
                .isPresent();
        if (edited) {
            return new Reason("guard: edited by hand since play " + guard.play() + " wrote it");
        }
        List<String> why = new ArrayList<>(List.of("guard: matches " + guard.pattern() + ", declared nowhere"));
        if (lacked.stream().anyMatch(guard.rule().restart()::contains)) {
            bare.merged(unit)
                    .map(merged -> RestartVerdict.of(merged, bare.managerDefaults()))
                    .map(RestartVerdict::arithmetic)
                    .ifPresent(why::add);
        }
        String unset =
                names(lacked.stream().filter(guard.rule().resources()::contains).toList());
        if (!unset.isEmpty()) {
            why.add("leaves unset: " + unset);
        }
        String later = names(
                lacked.stream().filter(setting -> isReadAtStart(unit, setting)).toList());
        if (!later.isEmpty()) {
            why.add("from its next start on: " + later);
        }
        return new Reason(String.join("; ", why));
    }

    private static boolean isReadAtStart(UnitName unit, GuardSetting setting) {
        return Directives.find(unit.type(), setting.directive())
                .filter(directive -> directive.effect() != Directive.Effect.RELOAD)
                .isPresent();
    }

    private static String names(List<GuardSetting> settings) {
        return settings.stream().map(GuardSetting::directive).collect(Collectors.joining(", "));
    }
}
