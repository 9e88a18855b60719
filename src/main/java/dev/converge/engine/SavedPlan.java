package dev.converge.engine;

import dev.converge.host.HostName;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A plan that is kept to be carried out later, exactly as it was shown: all that it takes, without any playbook.
 *
 * @param run the id that it will have; a host carries out a run once
 * @param inputs what it was made from
 * @param hosts in inventory order
 */
public record SavedPlan(String run, List<Input> inputs, List<SavedHost> hosts) {

    /**
     * @param name the full path of a file, or {@code -e NAME}
     * @param sha256 of what stood there, in hexadecimal
     */
    public record Input(String name, String sha256) {}

    /**
     * @param result a plan, or why there is none
     * @param group whose rollout decides when it is its turn
     */
    public record SavedHost(SavedTarget target, Optional<RolloutGroup> group, HostResult result) {
        public HostName name() {
            return result.host();
        }
    }

    public SavedPlan {
        inputs = List.copyOf(inputs);
        hosts = List.copyOf(hosts);
    }

    /**
     * @param tasks those that were planned
     * @param results what came of that, in the same order
     */
    public static SavedPlan of(String run, List<Input> inputs, List<HostTask> tasks, List<HostResult> results) {
        return new SavedPlan(
                run,
                inputs,
                tasks.stream()
                        .map(task -> new SavedHost(
                                SavedTarget.of(task.target()), task.group(), resultOf(task.host(), results)))
                        .toList());
    }

    private static HostResult resultOf(HostName host, List<HostResult> results) {
        return results.stream()
                .filter(result -> result.host().equals(host))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("a task without a result: " + host));
    }

    /** The part that is for some of the hosts. */
    public SavedPlan only(Predicate<HostName> wanted) {
        return new SavedPlan(
                run,
                inputs,
                hosts.stream().filter(host -> wanted.test(host.name())).toList());
    }

    public List<SavedTask> tasks() {
        return hosts.stream()
                .map(host -> new SavedTask(host.target().target(host.name()), host.group()))
                .toList();
    }

    public List<HostResult> results() {
        return hosts.stream().map(SavedHost::result).toList();
    }
}
