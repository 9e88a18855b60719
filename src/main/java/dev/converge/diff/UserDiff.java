package dev.converge.diff;

import dev.converge.unit.Dependencies;
import dev.converge.unit.HealthGate;
import dev.converge.unit.UnitName;
import dev.converge.unit.UserAccount;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the changes of a host mean for the manager of one user.
 *
 * @param effects by unit
 * @param daemonReload why that manager must read its files again, if it must
 * @param before how the user's units hang together as the host is
 * @param after and once the changes are made
 * @param health what units have to show once they were started, where a play says so
 */
public record UserDiff(
        UserAccount account,
        List<UnitEffect> effects,
        Optional<Reason> daemonReload,
        Dependencies before,
        Dependencies after,
        Map<UnitName, HealthGate> health) {
    public UserDiff {
        effects = List.copyOf(effects);
        health = Map.copyOf(health);
    }
}
