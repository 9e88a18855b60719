package dev.converge.observed;

import dev.converge.unit.UnitName;
import java.util.List;
import java.util.Optional;

/**
 * A process of the host whose program is known.
 *
 * @param parent 0 when it has none that can be seen
 * @param executable the program's file as the kernel names it, links followed, as it was when the process began
 * @param deleted whether that file is gone or replaced since
 * @param words the command line, as far as it can be told; a process may overwrite its own
 * @param unit whose control group it is in; none for kernel threads and what runs outside of systemd's tree
 * @param contained whether it has process ids of its own, as in a container: then its files are not the host's
 */
public record RunningProcess(
        int pid,
        int parent,
        String executable,
        boolean deleted,
        List<String> words,
        Optional<UnitName> unit,
        boolean contained) {
    public RunningProcess {
        words = List.copyOf(words);
    }
}
