package dev.converge.explain;

import dev.converge.unit.Directive;
import dev.converge.unit.Directives;
import dev.converge.unit.UnitType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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

    /** Directives whose property prints exactly the canonical value. */
    private static final List<String> COMPARED = List.of(
            "CPUWeight",
            "IOWeight",
            "KillMode",
            "MemoryHigh",
            "MemoryLow",
            "MemoryMax",
            "MemoryMin",
            "MemorySwapMax",
            "Nice",
            "NoNewPrivileges",
            "NotifyAccess",
            "OOMPolicy",
            "OOMScoreAdjust",
            "PrivateTmp",
            "ProtectHome",
            "ProtectSystem",
            "RemainAfterExit",
            "Restart",
            "SendSIGKILL",
            "StartLimitBurst",
            "TasksMax",
            "Type");

    /** Those whose property has another name: spans of time in microseconds. */
    private static final Map<String, String> RENAMED = Map.of(
            "CPUQuota", "CPUQuotaPerSecUSec",
            "RestartSec", "RestartUSec",
            "RuntimeMaxSec", "RuntimeMaxUSec",
            "StartLimitInterval", "StartLimitIntervalUSec",
            "StartLimitIntervalSec", "StartLimitIntervalUSec",
            "TimeoutAbortSec", "TimeoutAbortUSec",
            "TimeoutStartSec", "TimeoutStartUSec",
            "TimeoutStopSec", "TimeoutStopUSec");

    private LiveProperties() {}

    /** All that are worth asking for of a unit of this type. */
    static List<String> of(UnitType type) {
        List<String> properties = new ArrayList<>(STATE);
        COMPARED.stream()
                .filter(name -> Directives.find(type, name).isPresent())
                .forEach(properties::add);
        RENAMED.entrySet().stream()
                .filter(entry -> Directives.find(type, entry.getKey()).isPresent())
                .map(Map.Entry::getValue)
                .distinct()
                .sorted()
                .forEach(properties::add);
        return properties;
    }

    /** The property that shows the value of a directive; nothing where the two are not spelt alike. */
    static Optional<String> showing(Directive directive) {
        return Optional.ofNullable(RENAMED.get(directive.name()))
                .or(() -> COMPARED.contains(directive.name()) ? Optional.of(directive.name()) : Optional.empty());
    }
}
