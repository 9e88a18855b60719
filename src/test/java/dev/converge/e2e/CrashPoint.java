package dev.converge.e2e;

/**
 * Where a host is struck: in the change, and perhaps once more in what recovers it.
 *
 * @param recovery {@link Strike#NONE} to leave the recovery alone
 */
record CrashPoint(Strike strike, Strike recovery) {

    static CrashPoint of(Strike strike) {
        return new CrashPoint(strike, Strike.NONE);
    }

    boolean isPowerCut() {
        return strike.how().isPowerCut() || recovery.how().isPowerCut();
    }

    /** What the numbers are given for. */
    String kind() {
        return recovery.equals(Strike.NONE)
                ? strike.how().toString()
                : strike.how() + ", then " + recovery.how() + " in the recovery";
    }

    @Override
    public String toString() {
        return recovery.equals(Strike.NONE) ? strike.toString() : strike + ", then " + recovery + " in the recovery";
    }
}
