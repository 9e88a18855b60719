package dev.converge.playbook;

import dev.converge.playbook.Rollout.BatchSize;
import dev.converge.problem.Problems;
import dev.converge.unit.TimeSpan;
import dev.converge.yaml.MappingReader;
import dev.converge.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads {@code rollout:} of one play. No expressions: it is about all hosts of the play, not about one. */
final class RolloutReader {

    private static final List<BatchSize> ALL_AT_ONCE = List.of(new BatchSize.Percentage(100));
    private static final Pattern COUNT = Pattern.compile("[1-9][0-9]{0,5}");
    private static final Pattern PERCENTAGE = Pattern.compile("([1-9][0-9]?|100)%");
    private static final Pattern FAILURES = Pattern.compile("0|[1-9][0-9]{0,5}");

    private final Problems problems;

    RolloutReader(Problems problems) {
        this.problems = problems;
    }

    Optional<Rollout> take(MappingReader play) {
        return play.takeMapping("rollout").map(this::read);
    }

    private Rollout read(YamlNode.Mapping mapping) {
        MappingReader keys = new MappingReader(mapping, "rollout", problems);
        List<BatchSize> batches = batches(keys);
        Optional<Integer> maxFailures = keys.takeScalar("max_failures").flatMap(this::failures);
        Optional<TimeSpan> pause = keys.takeScalar("pause").flatMap(this::pause);
        Optional<Rollout.OnFailure> onFailure =
                new ScalarReader(keys, problems).takeWord("on_failure", Rollout.OnFailure.class);
        keys.finish();
        return new Rollout(
                batches.isEmpty() ? ALL_AT_ONCE : batches,
                maxFailures.orElse(0),
                pause.orElse(TimeSpan.ZERO),
                onFailure.orElse(Rollout.OnFailure.STOP));
    }

    private List<BatchSize> batches(MappingReader keys) {
        List<BatchSize> sizes = new ArrayList<>();
        for (YamlNode.Scalar scalar : keys.takeScalars("batches")) {
            size(scalar).ifPresent(sizes::add);
        }
        return sizes;
    }

    private Optional<BatchSize> size(YamlNode.Scalar scalar) {
        String text = scalar.text();
        if (COUNT.matcher(text).matches()) {
            return Optional.of(new BatchSize.Count(Integer.parseInt(text)));
        }
        if (PERCENTAGE.matcher(text).matches()) {
            return Optional.of(new BatchSize.Percentage(Integer.parseInt(text.substring(0, text.length() - 1))));
        }
        problems.add(
                scalar.spot(),
                "'" + text + "' is not the size of a batch",
                "write a number of hosts, such as 1, or a share of them from 1% to 100%");
        return Optional.empty();
    }

    private Optional<Integer> failures(YamlNode.Scalar scalar) {
        if (FAILURES.matcher(scalar.text()).matches()) {
            return Optional.of(Integer.parseInt(scalar.text()));
        }
        problems.add(
                scalar.spot(),
                "'max_failures' is '" + scalar.text() + "', expected a number of hosts",
                "0 stops the run at the first host that fails");
        return Optional.empty();
    }

    private Optional<TimeSpan> pause(YamlNode.Scalar scalar) {
        Optional<TimeSpan> pause = TimeSpan.parse(scalar.text()).filter(span -> !span.isInfinite());
        if (pause.isEmpty()) {
            problems.add(
                    scalar.spot(),
                    "'pause' is '" + scalar.text() + "', expected a time span",
                    "write it as systemd does, such as 10s or 5min");
        }
        return pause;
    }
}
