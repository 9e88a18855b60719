package dev.converge.unit;

import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Where a directive stands: its section and its name. */
record Place(String section, String name) implements Comparable<Place> {

    private static final Comparator<Place> ORDER =
            Comparator.comparing(Place::section).thenComparing(Place::name);

    /**
     * Old names that are another name for the new one. Those of resources, {@code MemoryLimit} for one, are settings of their own, and
     * {@code OnFailureIsolate} takes other values.
     */
    private static final Map<String, String> RENAMED = Map.of(
            "BindTo", "BindsTo",
            "InaccessibleDirectories", "InaccessiblePaths",
            "PropagateReloadFrom", "ReloadPropagatedFrom",
            "PropagateReloadTo", "PropagatesReloadTo",
            "ReadOnlyDirectories", "ReadOnlyPaths",
            "ReadWriteDirectories", "ReadWritePaths",
            "RequiresOverridable", "Requires",
            "RequisiteOverridable", "Requisite",
            "StartLimitInterval", "StartLimitIntervalSec");

    /** Where systemd files a directive: an old place or an old name is that of the new one. */
    static Place of(Directive directive) {
        String name = RENAMED.getOrDefault(directive.name(), directive.name());
        return new Place(isOfTheUnit(name) ? "Unit" : directive.section(), name);
    }

    /** The same, and both places of {@code [Service] TimeoutSec=}, which stands for two directives. */
    static List<Place> allOf(Directive directive) {
        return directive.section().equals("Service") && directive.name().equals("TimeoutSec")
                ? List.of(new Place("Service", "TimeoutStartSec"), new Place("Service", "TimeoutStopSec"))
                : List.of(of(directive));
    }

    /** What {@code [Service]} still takes, but {@code [Unit]} holds. */
    private static boolean isOfTheUnit(String name) {
        return name.startsWith("StartLimit") || name.equals("FailureAction") || name.equals("RebootArgument");
    }

    @Override
    public int compareTo(Place other) {
        return ORDER.compare(this, other);
    }
}
