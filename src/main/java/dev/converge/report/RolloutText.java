package dev.converge.report;

import dev.converge.engine.Batch;
import dev.converge.engine.RolloutGroup;
import dev.converge.playbook.Rollout;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** In what batches the hosts are to be changed. */
final class RolloutText {

    private RolloutText() {}

    /** Nothing when all hosts are changed at once. */
    static void write(Page page, List<Batch> batches) {
        if (batches.size() < 2) {
            return;
        }
        Map<Optional<RolloutGroup>, List<Batch>> groups = new LinkedHashMap<>();
        batches.forEach(batch -> groups.computeIfAbsent(batch.group(), group -> new ArrayList<>())
                .add(batch));
        page.line(0, Span.of(Tone.STRONG, "Rollout: "), Span.of(batches.size() + " batches, one after the other."));
        groups.forEach((group, ofGroup) -> page.line(9, Span.of(line(group, ofGroup))));
    }

    private static String line(Optional<RolloutGroup> group, List<Batch> batches) {
        String sizes = batches.stream()
                .map(batch -> Integer.toString(batch.hosts().size()))
                .collect(Collectors.joining(", "));
        boolean one = batches.size() == 1 && batches.getFirst().hosts().size() == 1;
        return group.map(rolled -> "play " + rolled.play()).orElse("no play with a rollout") + ": " + sizes
                + (one ? " host" : " hosts")
                + group.map(rolled -> terms(rolled.rollout(), batches.size())).orElse("");
    }

    private static String terms(Rollout rollout, int batches) {
        String failures = rollout.maxFailures() == 0
                ? "when a host fails"
                : "when more than " + Counted.of(rollout.maxFailures(), "host") + " fail";
        return (rollout.pause().micros() == 0 || batches == 1 ? "" : ", " + rollout.pause() + " in between") + "; "
                + failures + ", no further host is begun"
                + switch (rollout.onFailure()) {
                    case STOP -> "";
                    case ROLLBACK -> " and what was done to these hosts is undone";
                };
    }
}
