package dev.converge.desired;

import dev.converge.desired.DesiredChecks.DesiredThreshold;
import dev.converge.playbook.Threshold;
import dev.converge.problem.Problems;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Two plays of one host that want different numbers for one threshold. */
final class ThresholdContradictions {

    private ThresholdContradictions() {}

    static void report(List<DesiredPlay> plays, Problems problems) {
        Map<Threshold, DesiredThreshold> first = new EnumMap<>(Threshold.class);
        for (DesiredPlay play : plays) {
            for (DesiredThreshold written : play.checks().thresholds()) {
                DesiredThreshold other = first.getOrDefault(written.threshold(), written);
                first.putIfAbsent(written.threshold(), written);
                if (other.value() != written.value()) {
                    problems.add(
                            written.spot(),
                            "the threshold '" + written.threshold() + "' has another value for the same host at "
                                    + other.spot(),
                            "keep one of the two");
                }
            }
        }
    }
}
