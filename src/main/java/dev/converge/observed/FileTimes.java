package dev.converge.observed;

import dev.converge.unit.HostPath;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** When files were last changed, from the section {@code stat}: the time of change of the inode, which nobody can set back. */
final class FileTimes {

    private static final int COLUMNS = 7;
    private static final int TIME = 5;

    private FileTimes() {}

    static Map<HostPath, Instant> read(ProbeAnswer answer) {
        Map<HostPath, Instant> changed = new TreeMap<>();
        for (String line : answer.find("stat").orElse("").split("\n", -1)) {
            String[] columns = line.split(" ", COLUMNS);
            if (columns.length == COLUMNS && columns[TIME].matches("[0-9]{1,12}([.][0-9]*)?")) {
                Instant time = Instant.ofEpochSecond(Long.parseLong(columns[TIME].replaceFirst("[.].*", "")));
                FileStates.path(columns[COLUMNS - 1]).ifPresent(path -> changed.put(path, time));
            }
        }
        return changed;
    }
}
