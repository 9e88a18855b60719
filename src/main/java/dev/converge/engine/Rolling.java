package dev.converge.engine;

import dev.converge.host.HostName;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Changes the hosts of a run batch by batch. When more hosts fail than their rollout allows, or the operator interrupts, those under way come
 * to their end and no further one is begun; a rollout may also want undone what was done.
 */
public final class Rolling {

    private final Fleet fleet;
    private final Interruption interruption;
    private final Progress progress;

    public Rolling(Fleet fleet, Interruption interruption, Progress progress) {
        this.fleet = fleet;
        this.interruption = interruption;
        this.progress = progress;
    }

    /**
     * @param tasks those that were planned
     * @param planned what came of that; hosts that failed or are in sync are handed through, and those that only look so while another run is
     *     open have failed
     * @param batches {@link Batches#of} both
     * @param run the id of this run
     * @return a result for each task, in their order
     */
    public List<HostResult> carryOut(
            List<? extends Task> tasks, List<HostResult> planned, List<Batch> batches, String run) {
        batches.stream().skip(1).forEach(later -> fleet.release(later.hosts()));
        Map<HostName, HostResult> results = new LinkedHashMap<>();
        planned.forEach(result -> results.put(result.host(), handedThrough(result)));
        Gate gate = new Gate(interruption);
        for (Batch batch : batches) {
            if (batch.number() > 1) {
                pause(batches.get(batch.number() - 2), batch, gate);
            }
            gate.begin(batch);
            if (batches.size() > 1 && gate.shut().isEmpty()) {
                progress.begins(batch);
            }
            fleet.apply(tasks, of(batch, planned), run, gate, progress)
                    .forEach(result -> results.put(result.host(), result));
        }
        gate.shut().ifPresent(halt -> undo(tasks, halt, run, batches, results));
        return List.copyOf(results.values());
    }

    /** What is not begun must not be taken for done either. */
    private static HostResult handedThrough(HostResult result) {
        return result instanceof HostResult.Planned ready
                        && ready.plan().isInSync()
                        && ready.unfinished().isPresent()
                ? new HostResult.Failed(
                        ready.host(), Failures.unfinished(ready.unfinished().get()), List.of())
                : result;
    }

    /** Also the batch in which it happened: what of it was carried out. Other rollouts have their own say. */
    private void undo(
            List<? extends Task> tasks, Halt halt, String run, List<Batch> batches, Map<HostName, HostResult> results) {
        if (!(halt instanceof Halt.TooManyFailures many && many.undoes())) {
            return;
        }
        List<HostResult> standing = batches.stream()
                .filter(batch -> batch.group().equals(many.batch().group()))
                .flatMap(batch -> batch.hosts().stream())
                .flatMap(host -> Optional.ofNullable(results.get(host)).stream())
                .filter(result -> Undoing.standing(result).isPresent())
                .toList();
        fleet.undo(tasks, standing, run, halt, progress).forEach(result -> results.put(result.host(), result));
    }

    private static List<HostResult> of(Batch batch, List<HostResult> planned) {
        return planned.stream()
                .filter(result -> batch.hosts().contains(result.host()))
                .toList();
    }

    /** Between two batches of one group; not when nothing comes after it. */
    private void pause(Batch last, Batch next, Gate gate) {
        Duration span = last.group()
                .filter(group -> next.group().equals(last.group()))
                .map(group -> Duration.of(group.rollout().pause().micros(), ChronoUnit.MICROS))
                .orElse(Duration.ZERO);
        if (!span.isZero() && gate.shut().isEmpty()) {
            progress.pauses(span);
            gate.pause(span);
        }
    }
}
