package dev.converge.engine;

import dev.converge.host.HostName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Divides the hosts of a run into batches. Only hosts that have something to change count: a canary that is in sync already would tell
 * nothing.
 */
public final class Batches {

    private static final Comparator<Optional<RolloutGroup>> ORDER =
            Comparator.comparingInt(group -> group.map(RolloutGroup::position).orElse(Integer.MAX_VALUE));

    private Batches() {}

    /**
     * @param tasks in inventory order, which is the order within a group
     * @param planned what came of planning them
     * @return group after group in the order of the playbooks, last the hosts that no rollout is about
     */
    public static List<Batch> of(List<? extends Task> tasks, List<HostResult> planned) {
        Set<HostName> changing = planned.stream()
                .filter(result -> result instanceof HostResult.Planned ready
                        && !ready.plan().isInSync())
                .map(HostResult::host)
                .collect(Collectors.toSet());
        Map<Optional<RolloutGroup>, List<HostName>> groups = new TreeMap<>(ORDER);
        tasks.stream()
                .filter(task -> changing.contains(task.host()))
                .forEach(task -> groups.computeIfAbsent(task.group(), group -> new ArrayList<>())
                        .add(task.host()));
        int all = groups.entrySet().stream()
                .mapToInt(group -> sizes(group.getKey(), group.getValue()).size())
                .sum();
        List<Batch> batches = new ArrayList<>();
        groups.forEach((group, hosts) -> {
            int begin = 0;
            for (int size : sizes(group, hosts)) {
                batches.add(new Batch(batches.size() + 1, all, group, hosts.subList(begin, begin + size)));
                begin += size;
            }
        });
        return batches;
    }

    private static List<Integer> sizes(Optional<RolloutGroup> group, List<HostName> hosts) {
        return group.map(rolled -> rolled.rollout().sizes(hosts.size())).orElse(List.of(hosts.size()));
    }
}
