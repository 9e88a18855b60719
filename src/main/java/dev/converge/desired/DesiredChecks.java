package dev.converge.desired;

import dev.converge.playbook.Threshold;
import dev.converge.problem.SourceSpot;
import java.util.List;

/** What the sweep goes by, as far as one play says it. */
public record DesiredChecks(List<DesiredThreshold> thresholds, List<Waiver> waivers) {

    public DesiredChecks {
        thresholds = List.copyOf(thresholds);
        waivers = List.copyOf(waivers);
    }

    /**
     * A number that a play sets.
     *
     * @param value percent, a number, or seconds, by the form of the threshold
     */
    public record DesiredThreshold(Threshold threshold, long value, SourceSpot spot) {}
}
