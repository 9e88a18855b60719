package dev.converge.e2e;

import dev.converge.e2e.Strike.How;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Where the change of a scene can be struck. */
final class CrashPoints {

    private CrashPoints() {}

    /** Every command of the change, and every command of its recovery where there is most to undo or to finish. */
    static List<CrashPoint> all(CrashScene scene, List<String> commands) {
        List<CrashPoint> points = new ArrayList<>();
        points.addAll(each(How.KILL_BEFORE, commands.size()));
        points.addAll(each(How.POWER_CUT_BEFORE, commands.size()));
        for (Strike strike : recovered(commands)) {
            int recovery = scene.recovery(strike).size();
            points.addAll(each(strike, How.KILL_BEFORE, recovery));
            points.addAll(each(strike, How.POWER_CUT_BEFORE, recovery));
        }
        points.addAll(each(How.KILL_AFTER, commands.size()));
        return points;
    }

    /** All is done and nobody has confirmed it, so all is to be undone; or it was confirmed and is not closed. */
    private static List<Strike> recovered(List<String> commands) {
        int done = done(commands);
        int confirmed = number(commands, ".* mv -T -- .*/txn .*/hist/.*");
        return List.of(
                new Strike(How.KILL_AFTER, done),
                new Strike(How.POWER_CUT_AFTER, done),
                new Strike(How.KILL_BEFORE, confirmed),
                new Strike(How.POWER_CUT_BEFORE, confirmed));
    }

    /** The command after which all is done and waits for its confirmation. */
    static int done(List<String> commands) {
        return number(commands, ".*/txn/d.commit.new .*");
    }

    private static int number(List<String> commands, String pattern) {
        return IntStream.range(0, commands.size())
                        .filter(at -> commands.get(at).matches(pattern))
                        .findFirst()
                        .orElseThrow()
                + 1;
    }

    private static List<CrashPoint> each(How how, int commands) {
        return IntStream.rangeClosed(1, commands)
                .mapToObj(number -> CrashPoint.of(new Strike(how, number)))
                .toList();
    }

    private static List<CrashPoint> each(Strike strike, How how, int commands) {
        return IntStream.rangeClosed(1, commands)
                .mapToObj(number -> new CrashPoint(strike, new Strike(how, number)))
                .toList();
    }

    /** Every n-th, beginning with one that the commit decides. */
    static List<CrashPoint> sample(List<CrashPoint> points, int every) {
        int first = turn(every);
        return IntStream.range(0, points.size())
                .filter(at -> at % every == first)
                .mapToObj(points::get)
                .toList();
    }

    /** A number below the one given that goes with the commit, so that in time it is each one's turn. */
    static int turn(int number) {
        String commit = LocalProcess.run(List.of("git", "rev-parse", "HEAD")).strip();
        return Math.floorMod(commit.hashCode(), number);
    }
}
