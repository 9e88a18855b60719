package dev.converge.diff;

import dev.converge.desired.DesiredFile;
import dev.converge.desired.DesiredHost;
import dev.converge.desired.DesiredUnit;
import dev.converge.observed.ObservedHost;
import dev.converge.observed.UnitRuntime;
import dev.converge.unit.Directive;
import dev.converge.unit.HostPath;
import dev.converge.unit.MergedUnit;
import dev.converge.unit.UnitName;
import dev.converge.unit.UnitTree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What the changes of the tree and the declared states mean for the units of the playbook, in the order they are declared. Each unit gets at
 * most one effect: the strongest.
 */
final class Effects {

    private final ObservedHost observed;
    private final TreeEdit edit;
    private final UnitTree after;
    private final Map<UnitName, List<UnitRuntime>> running = new HashMap<>();
    private final Map<UnitName, UnitEffect> effects = new LinkedHashMap<>();

    private Effects(ObservedHost observed, TreeEdit edit) {
        this.observed = observed;
        this.edit = edit;
        this.after = edit.after();
        observed.units().values().forEach(this::enter);
    }

    private void enter(UnitRuntime runtime) {
        running.computeIfAbsent(runtime.name(), name -> new ArrayList<>()).add(runtime);
        runtime.name()
                .template()
                .ifPresent(template -> running.computeIfAbsent(template, name -> new ArrayList<>())
                        .add(runtime));
    }

    /**
     * @param edit of the tree of the manager whose units these are
     * @param changes whether a path of {@code files:} changes
     */
    static List<UnitEffect> of(
            DesiredHost desired,
            ObservedHost observed,
            TreeEdit edit,
            List<RemovedUnit> removed,
            Predicate<HostPath> changes) {
        if (observed.systemd().isEmpty()) {
            return List.of();
        }
        Effects effects = new Effects(observed, edit);
        removed.forEach(effects::vanish);
        Map<UnitName, List<DesiredFile>> notified = notifications(desired, changes);
        desired.plays().stream().flatMap(play -> play.units().stream()).forEach(unit -> {
            effects.reachDeclaredState(unit);
            effects.takeUpNewDefinition(unit);
            notified.getOrDefault(unit.name(), List.of()).forEach(file -> effects.takeUpNewFile(unit, file));
        });
        return new ArrayList<>(effects.effects.values());
    }

    private void vanish(RemovedUnit gone) {
        boolean filesGo = edit.before().remains(gone.unit()).keySet().stream().anyMatch(edit::changes);
        runningFrom(gone.unit())
                .filter(runtime -> runtime.holdsAnything() || filesGo)
                .forEach(runtime -> {
                    stopTriggers(runtime);
                    boolean up = runtime.isUp() || !runtime.processes().isEmpty();
                    add(new UnitEffect.Vanishes(runtime.name(), up, gone.reason()));
                });
    }

    private void stopTriggers(UnitRuntime gone) {
        gone.details().stream()
                .flatMap(details -> details.triggeredBy().stream())
                .filter(trigger ->
                        observed.runtime(trigger).filter(UnitRuntime::isUp).isPresent())
                .forEach(trigger ->
                        add(new UnitEffect.Stops(trigger, new Reason("would start " + gone.name() + ", which goes"))));
    }

    private void reachDeclaredState(DesiredUnit unit) {
        Optional<UnitRuntime> runtime = observed.runtime(unit.name());
        boolean started = runtime.filter(UnitRuntime::isStarted).isPresent();
        boolean up = runtime.filter(UnitRuntime::isUp).isPresent();
        unit.state().ifPresent(state -> {
            switch (state) {
                case STARTED -> {
                    if (!started && !isDoneOneshot(unit.name(), runtime)) {
                        String now = runtime.map(UnitRuntime::activeState).orElse("not loaded");
                        add(new UnitEffect.Starts(unit.name(), new Reason("state: started, but it is " + now)));
                    }
                }
                case STOPPED -> {
                    if (up) {
                        add(new UnitEffect.Stops(unit.name(), new Reason("state: stopped")));
                    }
                }
                case ABSENT -> {}
            }
        });
    }

    /** A oneshot that does not remain active has done its work once it ended well: there is nothing to hold up. */
    private boolean isDoneOneshot(UnitName unit, Optional<UnitRuntime> runtime) {
        boolean oneshot = after.merged(unit)
                .filter(merged ->
                        merged.says("Service", "Type", "oneshot") && !merged.says("Service", "RemainAfterExit", "yes"))
                .isPresent();
        boolean isNew = edit.before().fragment(unit).isEmpty();
        boolean failed =
                runtime.filter(known -> known.activeState().equals("failed")).isPresent();
        return oneshot && !isNew && !failed;
    }

    private void takeUpNewDefinition(DesiredUnit unit) {
        runningFrom(unit.name()).filter(UnitRuntime::isUp).forEach(runtime -> {
            List<String> changed = restartOnly(runtime.name());
            if (!changed.isEmpty()) {
                String what = String.join(", ", changed);
                apply(unit, runtime.name(), new Reason("changed and read only at a start: " + what));
            }
        });
    }

    private List<String> restartOnly(UnitName unit) {
        Optional<MergedUnit> before = edit.before().merged(unit);
        Optional<MergedUnit> then = after.merged(unit);
        if (before.isEmpty() || then.isEmpty()) {
            return List.of();
        }
        return MergedUnit.changed(before.get(), then.get()).stream()
                .filter(directive -> directive.effect() == Directive.Effect.RESTART)
                .map(Directive::name)
                .distinct()
                .toList();
    }

    /** The changed files that a unit is to be told of, in the order of the plays. */
    private static Map<UnitName, List<DesiredFile>> notifications(DesiredHost desired, Predicate<HostPath> changes) {
        Map<UnitName, List<DesiredFile>> notified = new HashMap<>();
        desired.plays().stream()
                .flatMap(play -> play.files().stream())
                .filter(file -> changes.test(file.path()))
                .forEach(file -> file.notified()
                        .forEach(unit -> notified.computeIfAbsent(unit, name -> new ArrayList<>())
                                .add(file)));
        return notified;
    }

    private void takeUpNewFile(DesiredUnit unit, DesiredFile file) {
        runningFrom(unit.name())
                .filter(UnitRuntime::isUp)
                .forEach(runtime -> apply(unit, runtime.name(), new Reason("notified by " + file.path())));
    }

    private void apply(DesiredUnit unit, UnitName running, Reason reason) {
        switch (unit.onChange()) {
            case RESTART -> add(new UnitEffect.Restarts(running, reason));
            case RELOAD -> add(new UnitEffect.Reloads(running, reason));
            case NONE -> {}
        }
    }

    /** The unit itself, or all instances of a template, as far as systemd knows them. */
    private Stream<UnitRuntime> runningFrom(UnitName unit) {
        return running.getOrDefault(unit, List.of()).stream();
    }

    private void add(UnitEffect effect) {
        effects.putIfAbsent(effect.unit(), effect);
    }
}
