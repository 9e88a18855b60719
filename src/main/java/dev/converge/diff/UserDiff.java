package dev.converge.diff;

import dev.converge.unit.Dependencies;
import dev.converge.unit.UserAccount;
import java.util.List;
import java.util.Optional;

/**
 * What the changes of a host mean for the manager of one user.
 *
 * @param effects by unit
 * @param daemonReload why that manager must read its files again, if it must
 * @param before how the user's units hang together as the host is
 * @param after and once the changes are made
 */
public record UserDiff(
        UserAccount account,
        List<UnitEffect> effects,
        Optional<Reason> daemonReload,
        Dependencies before,
        Dependencies after) {
    public UserDiff {
        effects = List.copyOf(effects);
    }
}
