package dev.converge.diff;

import dev.converge.desired.DesiredHost;
import dev.converge.host.HostName;
import dev.converge.observed.ObservedHost;
import dev.converge.observed.ObservedUser;
import dev.converge.unit.Content;
import dev.converge.unit.Dependencies;
import dev.converge.unit.FileState;
import dev.converge.unit.Seen;
import dev.converge.unit.UnitName;
import dev.converge.unit.UnitTree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The way back: compares what a host is with what it was before a run. Units that ran then run again, under the definitions they had; those
 * that did not are stopped; and what systemd does to others meanwhile is told like that of any change ({@link Propagation}).
 */
public final class Restoration {

    private final FormerState former;
    private final ObservedHost observed;
    private final DesiredHost nothingDesired;

    private Restoration(HostName host, FormerState former, ObservedHost observed) {
        this.former = former;
        this.observed = observed;
        this.nothingDesired = new DesiredHost(host, List.of());
    }

    /** The difference, without obstacles: whether the paths are what the run left is for the caller to see to. */
    public static HostDiff diff(HostName host, FormerState former, ObservedHost observed) {
        return new Restoration(host, former, observed).diff();
    }

    private HostDiff diff() {
        TreeEdit edit = edit(observed.tree());
        Dependencies before = new Dependencies(edit.before());
        Dependencies after = new Dependencies(edit.after());
        ObservedHost ofSystem = observed.ofSystem();
        List<UnitEffect> effects = effects(former.system(), ofSystem, edit, before, after);
        Seen seen = new Seen(Sighting.manifest(observed), Sighting.units(effects, ofSystem, Optional.empty()));
        List<UserDiff> users = new ArrayList<>();
        for (ObservedUser user : observed.userManagers()) {
            FormerUnits manager = former.users().get(user.account().name());
            if (manager != null) {
                UserDiff diff = userDiff(user, manager, effects);
                users.add(diff);
                seen = seen.with(Sighting.units(
                        diff.effects(),
                        observed.of(user),
                        Optional.of(user.account().name())));
            }
        }
        return new HostDiff(
                edit.changes(),
                effects,
                reading(former.system(), FormerUnits.Reading.RELOAD),
                reading(former.system(), FormerUnits.Reading.REEXEC),
                users,
                former.manifest(),
                before,
                after,
                seen,
                Map.of(),
                List.of());
    }

    private TreeEdit edit(UnitTree tree) {
        TreeEdit edit = new TreeEdit(tree);
        for (FormerPath path : former.paths()) {
            if (path.before() instanceof FileState.Absent) {
                edit.remove(path.path(), former.reason(), path.play());
            } else {
                edit.put(path.path(), path.before(), Content::equals, former.reason(), path.play());
            }
        }
        return edit;
    }

    private UserDiff userDiff(ObservedUser user, FormerUnits manager, List<UnitEffect> ofSystem) {
        TreeEdit edit = edit(user.tree());
        Dependencies before = new Dependencies(edit.before());
        Dependencies after = new Dependencies(edit.after());
        boolean stays = user.state() == ObservedUser.State.RUNNING
                && ofSystem.stream()
                        .noneMatch(effect -> effect.unit().equals(user.account().manager()) && !comesBack(effect));
        return new UserDiff(
                user.account(),
                // A manager that ends takes its units along.
                stays ? effects(manager, observed.of(user), edit, before, after) : List.of(),
                stays ? reading(manager, FormerUnits.Reading.RELOAD) : Optional.empty(),
                before,
                after,
                Map.of());
    }

    private static boolean comesBack(UnitEffect effect) {
        return switch (effect) {
            case UnitEffect.Stops stop -> false;
            case UnitEffect.Vanishes vanish -> false;
            case UnitEffect.Pauses pause -> true;
            case UnitEffect.Starts start -> true;
            case UnitEffect.Restarts restart -> true;
            case UnitEffect.Reloads reload -> true;
        };
    }

    private Optional<Reason> reading(FormerUnits manager, FormerUnits.Reading wanted) {
        boolean runs = observed.systemd().isPresent();
        return runs && manager.reading() == wanted
                ? Optional.of(new Reason("unit files or settings of systemd change back"))
                : Optional.empty();
    }

    private List<UnitEffect> effects(
            FormerUnits manager, ObservedHost seen, TreeEdit edit, Dependencies before, Dependencies after) {
        if (observed.systemd().isEmpty()) {
            return List.of();
        }
        Map<UnitName, UnitEffect> direct = new LinkedHashMap<>();
        vanishing(seen, edit).forEach(effect -> direct.put(effect.unit(), effect));
        for (FormerUnit unit : manager.units()) {
            if (!direct.containsKey(unit.unit())) {
                effect(unit, isUp(seen, unit.unit()), after).ifPresent(effect -> direct.put(unit.unit(), effect));
            }
        }
        return Propagation.of(List.copyOf(direct.values()), nothingDesired, seen, before, after);
    }

    /** Units that have a file now and none afterwards. */
    private static List<UnitEffect> vanishing(ObservedHost seen, TreeEdit edit) {
        List<UnitEffect> vanishing = new ArrayList<>();
        seen.units().values().stream()
                .filter(unit -> edit.before().fragment(unit.name()).isPresent())
                .filter(unit -> edit.after().fragment(unit.name()).isEmpty())
                .filter(unit -> unit.holdsAnything())
                .forEach(unit -> vanishing.add(
                        new UnitEffect.Vanishes(unit.name(), unit.isUp(), new Reason("had no file before the run"))));
        return vanishing;
    }

    private static boolean isUp(ObservedHost seen, UnitName unit) {
        return seen.runtime(unit).filter(runtime -> runtime.isUp()).isPresent();
    }

    private static Optional<UnitEffect> effect(FormerUnit unit, boolean up, Dependencies after) {
        UnitName name = unit.unit();
        if (!unit.ran()) {
            return up
                    ? Optional.of(new UnitEffect.Stops(name, new Reason("did not run before the run")))
                    : Optional.empty();
        }
        Reason ran = new Reason("ran before the run");
        if (!after.canStart(name)) {
            return up
                    ? Optional.of(new UnitEffect.Stops(name, new Reason("cannot be started as it was")))
                    : Optional.empty();
        }
        if (!up) {
            return Optional.of(new UnitEffect.Starts(name, ran));
        }
        Reason again = new Reason("ran under its former definition before the run");
        return Optional.of(unit.reload() ? new UnitEffect.Reloads(name, again) : new UnitEffect.Restarts(name, again));
    }
}
