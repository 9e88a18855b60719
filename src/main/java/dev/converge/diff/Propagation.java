package dev.converge.diff;

import dev.converge.desired.DesiredHost;
import dev.converge.desired.DesiredUnit;
import dev.converge.observed.ObservedHost;
import dev.converge.observed.UnitRuntime;
import dev.converge.unit.Dependencies;
import dev.converge.unit.Neighbours;
import dev.converge.unit.UnitName;
import dev.converge.unit.UnitType;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What systemd would do to other units by itself when those of the plan stop, start and restart. The plan says it, unit by unit, so that
 * jobs listed are jobs run and no unit goes through two of them:
 *
 * <ul>
 *   <li>what goes down with a unit that stops, stops before it;
 *   <li>what goes down with a unit that is restarted, is down as long as that unit is, so both are stopped before the change and started
 *       after it;
 *   <li>a socket is not started while its service runs, nor an automount while its mount stands (systemd refuses), so both are down
 *       meanwhile; what would start a unit that is down meanwhile, is down, too;
 *   <li>what conflicts with a unit that starts, stops.
 * </ul>
 */
final class Propagation {

    private final DesiredHost desired;
    private final Dependencies before;
    private final Dependencies after;
    private final NavigableSet<UnitName> up = new TreeSet<>();
    private final Neighbours upBefore;
    private final Neighbours upAfter;
    private final Map<UnitName, UnitEffect> effects = new LinkedHashMap<>();
    private final Deque<UnitName> waiting = new ArrayDeque<>();

    private Propagation(DesiredHost desired, ObservedHost observed, Dependencies before, Dependencies after) {
        this.desired = desired;
        this.before = before;
        this.after = after;
        observed.units().values().stream()
                .filter(UnitRuntime::isUp)
                .map(UnitRuntime::name)
                .filter(Propagation::takesJobs)
                .forEach(up::add);
        upBefore = before.among(up);
        upAfter = after.among(up);
    }

    /** systemd starts no scope, and a device is the kernel's. */
    private static boolean takesJobs(UnitName unit) {
        return switch (unit.type()) {
            case SCOPE, DEVICE -> false;
            case SERVICE, SOCKET, MOUNT, AUTOMOUNT, SWAP, TARGET, PATH, TIMER, SLICE -> true;
        };
    }

    /**
     * The effects with those they bring about, in the order the playbook declares the units, others after them; each unit has one, the
     * strongest.
     *
     * @param direct on the units that the playbook is about
     * @param before how units hang together as the host is
     * @param after and once it is changed
     */
    static List<UnitEffect> of(
            List<UnitEffect> direct,
            DesiredHost desired,
            ObservedHost observed,
            Dependencies before,
            Dependencies after) {
        Propagation propagation = new Propagation(desired, observed, before, after);
        direct.forEach(propagation::put);
        propagation.spread();
        List<UnitName> declared = desired.plays().stream()
                .flatMap(play -> play.units().stream())
                .map(DesiredUnit::name)
                .toList();
        return propagation.effects.values().stream()
                .sorted(Comparator.comparingInt(effect -> position(effect.unit(), declared)))
                .toList();
    }

    /** An instance stands where its template is declared. */
    private static int position(UnitName unit, List<UnitName> declared) {
        int own = declared.indexOf(unit);
        int position = own < 0 ? unit.template().map(declared::indexOf).orElse(own) : own;
        return position < 0 ? declared.size() : position;
    }

    private void spread() {
        while (!waiting.isEmpty()) {
            UnitName unit = waiting.removeFirst();
            UnitEffect effect = effects.get(unit);
            if (effect != null) {
                spread(effect);
            }
        }
    }

    private void spread(UnitEffect effect) {
        switch (effect) {
            case UnitEffect.Stops stop -> takeAlong(stop.unit());
            case UnitEffect.Vanishes vanish -> {
                if (vanish.up()) {
                    takeAlong(vanish.unit());
                }
            }
            case UnitEffect.Pauses pause -> pauseWith(pause.unit());
            case UnitEffect.Restarts restart -> {
                if (isNotAlone(restart.unit())) {
                    put(new UnitEffect.Pauses(restart.unit(), restart.reason()));
                }
            }
            case UnitEffect.Starts start -> makeRoom(start.unit());
            case UnitEffect.Reloads reload -> {}
        }
    }

    /** What still needs the unit afterwards stays down with it. */
    private void takeAlong(UnitName stopped) {
        Reason reason = new Reason("systemd stops it with " + stopped);
        for (UnitName unit : upBefore.of(stopped)) {
            if (before.goesDownWith(unit, stopped)) {
                boolean comesBack = isDeclaredStarted(unit) || !after.goesDownWith(unit, stopped);
                put(comesBack ? pause(unit, reason) : new UnitEffect.Stops(unit, reason));
            }
        }
    }

    private boolean isDeclaredStarted(UnitName unit) {
        return desired.unit(unit).filter(DesiredUnit::isStarted).isPresent();
    }

    private void pauseWith(UnitName paused) {
        for (UnitName unit : upBefore.of(paused)) {
            if (before.goesDownWith(unit, paused)) {
                put(pause(unit, new Reason("systemd stops it with " + paused)));
            } else if (before.triggeredBy(unit).filter(paused::equals).isPresent()) {
                put(pause(unit, new Reason("would start " + paused + ", which is down meanwhile")));
            }
        }
        clearWayFor(paused);
    }

    private boolean isNotAlone(UnitName restarted) {
        return blocker(restarted).isPresent()
                || upBefore.of(restarted).stream().anyMatch(unit -> before.goesDownWith(unit, restarted))
                || upAfter.of(restarted).stream().anyMatch(unit -> after.goesDownWith(unit, restarted));
    }

    private void makeRoom(UnitName started) {
        clearWayFor(started);
        for (UnitName unit : upAfter.of(started)) {
            if (!unit.equals(started) && after.conflict(unit, started)) {
                put(new UnitEffect.Stops(unit, new Reason("conflicts with " + started + ", which starts")));
            }
        }
    }

    private void clearWayFor(UnitName trigger) {
        blocker(trigger)
                .ifPresent(unit ->
                        put(pause(unit, new Reason("systemd does not start " + trigger + " while this is active"))));
    }

    private UnitEffect pause(UnitName unit, Reason reason) {
        return after.canStart(unit) ? new UnitEffect.Pauses(unit, reason) : new UnitEffect.Stops(unit, reason);
    }

    /** What runs already and must not when a socket or automount starts. */
    private Optional<UnitName> blocker(UnitName trigger) {
        boolean refuses = trigger.type() == UnitType.SOCKET || trigger.type() == UnitType.AUTOMOUNT;
        return refuses ? after.triggeredBy(trigger).filter(up::contains) : Optional.empty();
    }

    /** Of two effects on one unit the stronger stays. */
    private void put(UnitEffect effect) {
        UnitEffect other = effects.get(effect.unit());
        if (other == null || strength(other) < strength(effect)) {
            effects.put(effect.unit(), effect);
            waiting.addLast(effect.unit());
        }
    }

    private static int strength(UnitEffect effect) {
        return switch (effect) {
            case UnitEffect.Reloads reload -> 1;
            case UnitEffect.Restarts restart -> 2;
            case UnitEffect.Pauses pause -> 3;
            // Only of a unit that is not up, so nothing else can come to it.
            case UnitEffect.Starts start -> 4;
            case UnitEffect.Stops stop -> 5;
            case UnitEffect.Vanishes vanish -> 6;
        };
    }
}
