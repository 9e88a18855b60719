package dev.converge.report;

import dev.converge.explain.ExplainedSetting;
import dev.converge.unit.MergedUnit;
import dev.converge.unit.Standing;

/** Why an assignment does not count. */
final class StandingText {

    private StandingText() {}

    /** A word for programs; empty when it counts. */
    static String word(Standing standing) {
        return switch (standing) {
            case Standing.Effective effective -> "";
            case Standing.Overridden overridden -> "overridden";
            case Standing.Reset reset -> "reset";
            case Standing.Misplaced misplaced -> "misplaced";
            case Standing.Refused refused -> "ignored";
            case Standing.Empty empty -> "ignored";
            case Standing.Newer newer -> "ignored";
            case Standing.Unknown unknown -> "ignored";
            case Standing.Foreign foreign -> "ignored";
        };
    }

    /** A clause for people, the hint included; empty when it counts. */
    static String reason(ExplainedSetting setting) {
        String reason = switch (setting.standing()) {
            case Standing.Effective effective -> "";
            case Standing.Overridden overridden -> "overridden by " + spot(overridden.by());
            case Standing.Reset reset -> "reset by the empty value at " + spot(reset.by());
            case Standing.Misplaced misplaced ->
                "misplaced: systemd reads it under [" + misplaced.section() + "] and ignores it here";
            case Standing.Refused refused ->
                "ignored: systemd does not take this value; expected "
                        + refused.why().expected();
            case Standing.Empty empty -> "ignored: this directive cannot be emptied";
            case Standing.Newer newer -> "ignored: it came with systemd " + newer.since();
            case Standing.Unknown unknown -> "ignored: systemd knows no such directive in such a unit";
            case Standing.Foreign foreign -> "not for systemd";
        };
        return setting.hint().isEmpty() ? reason : reason + "; " + setting.hint();
    }

    static String spot(MergedUnit.Setting setting) {
        return setting.path() + ":" + setting.line();
    }
}
