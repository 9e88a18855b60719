package dev.converge.report;

import dev.converge.engine.Halt;

/** Why no further host was begun. */
final class HaltText {

    private HaltText() {}

    static String of(Halt halt) {
        return switch (halt) {
            case Halt.TooManyFailures many ->
                "the run stopped in " + many.batch() + ": " + Counted.of(many.failures(), "host") + " failed, at most "
                        + many.most() + " may";
            case Halt.Interrupted interrupted -> "the run was interrupted";
        };
    }
}
