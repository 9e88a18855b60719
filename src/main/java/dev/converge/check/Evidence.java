package dev.converge.check;

import dev.converge.unit.HostPath;
import dev.converge.unit.MergedUnit;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The ways evidence is spelled, the same in every finding. */
final class Evidence {

    private Evidence() {}

    static SortedMap<String, String> of(String name, String value) {
        SortedMap<String, String> evidence = new TreeMap<>();
        evidence.put(name, value);
        return evidence;
    }

    /** {@code /etc/systemd/system/polyscan.service:14}. */
    static String spot(MergedUnit.Setting setting) {
        return spot(setting.path(), setting.line());
    }

    static String spot(HostPath path, int line) {
        return path + ":" + line;
    }

    /** {@code 12, 13}. */
    static String list(List<?> values) {
        return values.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }
}
