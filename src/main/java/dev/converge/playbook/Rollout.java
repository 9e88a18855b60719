package dev.converge.playbook;

import dev.converge.unit.TimeSpan;
import java.util.ArrayList;
import java.util.List;

/**
 * How the hosts of a play are changed one after the other: {@code rollout:}.
 *
 * @param batches how many hosts at a time, at least one entry; the last goes on until no host is left, as with Ansible's {@code serial}
 * @param maxFailures how many hosts may fail before no further host is begun
 * @param pause between one batch and the next; never infinite
 * @param onFailure what becomes of the hosts that are done when the run stops because too many failed
 */
public record Rollout(List<BatchSize> batches, int maxFailures, TimeSpan pause, OnFailure onFailure) {

    /** {@code on_failure:}. */
    public enum OnFailure {
        /** They stay as they are. */
        STOP,
        /** What this run did to them is undone. */
        ROLLBACK
    }

    /** The number of hosts in one batch. */
    public sealed interface BatchSize {

        /** @param hosts how many there are in all, at least one */
        int of(int hosts);

        record Count(int hosts) implements BatchSize {
            public Count {
                if (hosts < 1) {
                    throw new IllegalArgumentException("a batch of " + hosts + " hosts");
                }
            }

            @Override
            public int of(int all) {
                return Math.min(hosts, all);
            }

            @Override
            public String toString() {
                return Integer.toString(hosts);
            }
        }

        /** A share of all hosts, rounded up, so that it is never none. */
        record Percentage(int percent) implements BatchSize {
            public Percentage {
                if (percent < 1 || percent > 100) {
                    throw new IllegalArgumentException("a batch of " + percent + " %");
                }
            }

            @Override
            public int of(int all) {
                return Math.toIntExact(((long) all * percent + 99) / 100);
            }

            @Override
            public String toString() {
                return percent + "%";
            }
        }
    }

    public Rollout {
        batches = List.copyOf(batches);
        if (batches.isEmpty() || maxFailures < 0 || pause.isInfinite()) {
            throw new IllegalArgumentException("no rollout: " + batches + ", " + maxFailures + ", " + pause);
        }
    }

    /** The number of hosts in each batch; they add up to all. */
    public List<Integer> sizes(int hosts) {
        List<Integer> sizes = new ArrayList<>();
        for (int left = hosts; left > 0; left -= sizes.getLast()) {
            BatchSize size = batches.get(Math.min(sizes.size(), batches.size() - 1));
            sizes.add(Math.min(size.of(hosts), left));
        }
        return sizes;
    }
}
