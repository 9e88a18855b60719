package dev.converge.diff;

import dev.converge.desired.DesiredHost;
import dev.converge.desired.DesiredUnit;
import dev.converge.unit.EnablementState;
import dev.converge.unit.HostPath;
import dev.converge.unit.UnitName;
import dev.converge.unit.UnitTree;
import java.util.List;
import java.util.Optional;

/**
 * Units with {@code enabled: true} that have nothing to enable, which {@code systemctl enable} would only mention: what the playbook
 * cannot know of a unit that a package brings. Masked units are told of in another place.
 */
final class EnablementObstacles {

    private EnablementObstacles() {}

    /** @param installed the tree with all units' files already as they will be */
    static List<Obstacle> of(DesiredHost desired, UnitTree installed) {
        return desired.plays().stream()
                .flatMap(play -> play.units().stream())
                .filter(unit -> unit.isEnabled() && !unit.isAbsent())
                .map(DesiredUnit::name)
                .filter(unit -> installed.installLinks(unit).isEmpty())
                .flatMap(unit ->
                        reason(unit, installed.enablement(unit))
                                .map(reason -> new Obstacle(path(unit, installed), reason))
                                .stream())
                .toList();
    }

    /** Nothing for what is enabled all the same, by a link that somebody made by hand. */
    private static Optional<String> reason(UnitName unit, EnablementState state) {
        return switch (state) {
            case ENABLED, ENABLED_RUNTIME, MASKED, MASKED_RUNTIME -> Optional.empty();
            case STATIC, DISABLED, INDIRECT, LINKED, LINKED_RUNTIME, ALIAS ->
                cannot(
                        unit,
                        "it has no [Install] section that says what starts it;"
                                + " declare WantedBy= under 'settings', or remove 'enabled'");
            case GENERATED ->
                cannot(unit, "it is generated at each boot; enable what it is generated from, or remove 'enabled'");
            case TRANSIENT -> cannot(unit, "it is transient and ends with the process that made it");
            case BAD -> cannot(unit, "systemd cannot read its file");
            case NOT_FOUND ->
                cannot(unit, "the host has no such unit; install its package first, or give its file in the playbook");
        };
    }

    private static Optional<String> cannot(UnitName unit, String why) {
        return Optional.of(unit + " cannot be enabled: " + why);
    }

    private static HostPath path(UnitName unit, UnitTree tree) {
        return tree.fragment(unit).orElse(tree.searchPath().config().resolve(unit.value()));
    }
}
