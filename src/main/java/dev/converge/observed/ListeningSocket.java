package dev.converge.observed;

import dev.converge.unit.ListenAddress;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A socket that waits for connections or packets.
 *
 * @param holders ids of the processes that have it open, as far as they may be known
 */
public record ListeningSocket(ListenAddress address, long inode, SortedSet<Integer> holders) {
    public ListeningSocket {
        holders = Collections.unmodifiableSortedSet(new TreeSet<>(holders));
    }
}
