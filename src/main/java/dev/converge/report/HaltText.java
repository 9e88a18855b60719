package dev.converge.report;

import dev.converge.engine.Halt;

/** Why no further host was begun. */
final class HaltText {

    private HaltText() {}

    static String of(Halt halt) {
        return switch (halt) {
            case Halt.TooManyFailures many ->
                "the run stopped in " + many.batch() + ": " + Counted.of(many.failures(), "host")
                        + " failed, and max_failures" + play(many) + " is " + many.most();
            case Halt.Interrupted interrupted -> "the run was interrupted";
        };
    }

    private static String play(Halt.TooManyFailures many) {
        return many.batch().group().map(group -> " of play " + group.play()).orElse("");
    }
}
