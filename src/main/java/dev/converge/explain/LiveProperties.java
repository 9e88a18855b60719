package dev.converge.explain;

import dev.converge.unit.Shown;
import dev.converge.unit.UnitType;
import java.util.List;
import java.util.stream.Stream;

/**
 * The properties that systemd is asked for. Left out is all that may hold free text, commands above all: a newline in a value would
 * look like a property of its own (SYSTEMD.md 1).
 */
final class LiveProperties {

    /** What tells how the unit stands, and by which files. Paths with blanks or newlines in them are escaped by systemctl. */
    private static final List<String> STATE = List.of(
            "Id",
            "LoadState",
            "LoadError",
            "ActiveState",
            "SubState",
            "Result",
            "NRestarts",
            "MainPID",
            "ExecMainStartTimestamp",
            "NeedDaemonReload",
            "FragmentPath",
            "DropInPaths");

    private LiveProperties() {}

    /** All that are worth asking for of a unit of this type. */
    static List<String> of(UnitType type) {
        return Stream.concat(STATE.stream(), Shown.comparable(type).stream())
                .distinct()
                .toList();
    }
}
