package dev.converge.unit;

/** The numbers of a start limit, for people: {@code 5 starts x 3s = 15s, longer than the window of 10s: the limit is never reached}. */
final class RestartArithmetic {

    private final StartLimit limit;

    RestartArithmetic(StartLimit limit) {
        this.limit = limit;
    }

    String text() {
        if (!limit.isOn()) {
            return (limit.interval().micros() == 0 ? "StartLimitIntervalSec=0" : "StartLimitBurst=0")
                    + " turns the limit off";
        }
        String window = " the window of " + limit.interval();
        return product() + " = " + limit.timeToBurst() + ", "
                + switch (limit.reach()) {
                    case ALWAYS -> "shorter than" + window + ": the limit stops the loop after " + starts();
                    case BY_CHANCE ->
                        "shorter than" + window + ", but only by what the starts themselves take:"
                                + " chance decides whether the limit is ever reached";
                    case NEVER -> comparison() + window + ": the limit is never reached";
                };
    }

    private String comparison() {
        return limit.timeToBurst().equals(limit.interval()) ? "as long as" : "longer than";
    }

    private String product() {
        if (limit.timeToFail().micros() > 0) {
            return starts() + " x (a pause of " + limit.pause() + " + " + limit.timeToFail() + " until it fails)";
        }
        return starts() + (limit.pause().isConstant() ? " x " : " with pauses of ") + limit.pause();
    }

    private String starts() {
        return limit.burst() + (limit.burst() == 1 ? " start" : " starts");
    }
}
