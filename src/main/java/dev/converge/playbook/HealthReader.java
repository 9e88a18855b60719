package dev.converge.playbook;

import dev.converge.problem.Problems;
import dev.converge.unit.HealthGate;
import dev.converge.unit.TimeSpan;
import dev.converge.yaml.MappingReader;
import dev.converge.yaml.YamlNode;
import java.util.Optional;

/** Reads {@code health:} of one unit. */
final class HealthReader {

    private final Problems problems;

    HealthReader(Problems problems) {
        this.problems = problems;
    }

    Optional<HealthGate> take(MappingReader unit) {
        return unit.takeMapping("health").map(this::read);
    }

    private HealthGate read(YamlNode.Mapping mapping) {
        MappingReader keys = new MappingReader(mapping, "health", problems);
        Optional<TimeSpan> activeFor = span("active_for", keys);
        Optional<TimeSpan> timeout = span("timeout", keys);
        keys.finish();
        return new HealthGate(
                activeFor.orElse(HealthGate.DEFAULT.activeFor()), timeout.orElse(HealthGate.DEFAULT.timeout()));
    }

    private Optional<TimeSpan> span(String key, MappingReader keys) {
        Optional<YamlNode.Scalar> scalar = keys.takeScalar(key);
        Optional<TimeSpan> span = scalar.flatMap(written -> HealthGate.parse(written.text()));
        if (scalar.isPresent() && span.isEmpty()) {
            problems.add(
                    scalar.get().spot(),
                    "'" + key + "' is '" + scalar.get().text() + "', expected whole seconds from 1s to "
                            + HealthGate.LONGEST,
                    "write it as systemd does, such as 10s or 1min");
        }
        return span;
    }
}
