package dev.converge.report.saved;

import dev.converge.engine.RolloutGroup;
import dev.converge.engine.SavedTarget;
import dev.converge.playbook.Rollout;
import dev.converge.playbook.Rollout.BatchSize;
import dev.converge.unit.PlayName;
import dev.converge.unit.TimeSpan;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** Reads from a saved plan how to reach a host, and when it is its turn. */
final class SavedWay {

    /** As an inventory may have it: not an option, no blanks, nothing that a shell could take for something else. */
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_.:@%\\\\][A-Za-z0-9_.:@%\\\\-]*");

    private static final Pattern BATCH = Pattern.compile("[0-9]{1,9}%?");

    private SavedWay() {}

    static SavedTarget target(SavedNode node) {
        SavedTarget.Route route = switch (node.text("connection")) {
            case "ssh" -> ssh(node);
            case "local" -> new SavedTarget.Route.Local();
            case "root" -> new SavedTarget.Route.Root(node.value("directory", SavedPlanReader::line));
            default -> throw node.refusal("connection", "is no connection");
        };
        long timeout = node.number("timeout");
        if (timeout < 1) {
            throw node.refusal("timeout", "should be 1 or more");
        }
        SavedTarget target = new SavedTarget(route, node.truth("become"), timeout);
        node.end();
        return target;
    }

    private static SavedTarget.Route ssh(SavedNode node) {
        int port = node.number("port");
        if (port < 1 || port > 65_535) {
            throw node.refusal("port", "should be 1 to 65535");
        }
        return new SavedTarget.Route.Ssh(
                node.value("address", SavedWay::word),
                port,
                node.value("user", SavedWay::word),
                node.valueOrNull("private_key", SavedPlanReader::line),
                node.values("known_hosts", SavedPlanReader::line));
    }

    private static String word(String text) {
        return SavedPlanReader.matching(WORD, text);
    }

    static RolloutGroup rollout(SavedNode node) {
        List<BatchSize> batches = node.values("batches", SavedWay::batch);
        if (batches.isEmpty()) {
            throw node.refusal("batches", "should not be empty");
        }
        RolloutGroup group = new RolloutGroup(
                node.number("position"),
                node.value("play", PlayName::new),
                new Rollout(
                        batches,
                        node.number("max_failures"),
                        new TimeSpan(node.count("pause_us")),
                        node.value("on_failure", SavedWay::onFailure)));
        node.end();
        return group;
    }

    static String word(Rollout.OnFailure onFailure) {
        return switch (onFailure) {
            case STOP -> "stop";
            case ROLLBACK -> "rollback";
        };
    }

    private static Rollout.OnFailure onFailure(String text) {
        return Arrays.stream(Rollout.OnFailure.values())
                .filter(known -> word(known).equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("not what becomes of hosts: " + text));
    }

    private static BatchSize batch(String text) {
        String size = SavedPlanReader.matching(BATCH, text);
        return size.endsWith("%")
                ? new BatchSize.Percentage(Integer.parseInt(size.substring(0, size.length() - 1)))
                : new BatchSize.Count(Integer.parseInt(size));
    }
}
