package dev.converge.e2e;

import dev.converge.e2e.CrashScene.Allowed;
import dev.converge.e2e.CrashScene.Ended;
import dev.converge.e2e.CrashScene.Found;
import dev.converge.e2e.CrashScene.State;
import dev.converge.e2e.Strike.How;
import dev.converge.engine.HostResult;

/** Whether the state of a host after a strike is one of the two that are allowed, and the one that converge was told. */
final class CrashVerdict {

    private CrashVerdict() {}

    static Found of(Allowed allowed, CrashPoint point, HostResult told, State state) {
        State before = point.isPowerCut() ? allowed.beforeBooted() : allowed.before();
        State after = point.isPowerCut() ? allowed.afterBooted() : allowed.after();
        if (state.isLike(before) && !isToldNew(point, told)) {
            return new Found(point, state.swept() ? Ended.OLD_ONCE_SWEPT : Ended.OLD, words(told));
        } else if (state.isLike(after) && isToldNew(point, told)) {
            return new Found(point, state.swept() ? Ended.NEW_ONCE_SWEPT : Ended.NEW, words(told));
        }
        return new Found(point, Ended.WRONG, words(told) + difference(before, after, state));
    }

    /** Until the change is confirmed nobody has been told anything. */
    static Found of(Allowed allowed, DiskCopy copy, State state) {
        CrashPoint point = CrashPoint.of(new Strike(How.WRITES_LOST_BEFORE, copy.command()));
        if (state.isLike(allowed.afterBooted())) {
            return new Found(point, state.swept() ? Ended.NEW_ONCE_SWEPT : Ended.NEW, "");
        } else if (state.isLike(allowed.beforeBooted()) && !copy.confirmed()) {
            return new Found(point, state.swept() ? Ended.OLD_ONCE_SWEPT : Ended.OLD, "");
        }
        return new Found(
                point,
                Ended.WRONG,
                (copy.confirmed() ? "confirmed" : "not confirmed")
                        + difference(allowed.beforeBooted(), allowed.afterBooted(), state));
    }

    /** After a power cut what lay in /run is to be done again. A host that reboots or recovers may not be looked at a second time. */
    private static boolean isToldNew(CrashPoint point, HostResult told) {
        return CrashScene.isApplied(told)
                || told instanceof HostResult.Unverified
                || (point.isPowerCut() && told instanceof HostResult.Unsettled);
    }

    /** From the one that is nearer. */
    private static String difference(State before, State after, State state) {
        String fromOld = difference(before, state);
        String fromNew = difference(after, state);
        return fromOld.length() < fromNew.length() ? "\nis not old:\n" + fromOld : "\nis not new:\n" + fromNew;
    }

    private static String difference(State expected, State actual) {
        return Lines.difference(expected.host(), actual.host()) + Lines.difference(expected.plan(), actual.plan());
    }

    private static String words(HostResult told) {
        return "told "
                + (told instanceof HostResult.Changed changed
                        ? changed.outcome()
                        : told.getClass().getSimpleName());
    }
}
