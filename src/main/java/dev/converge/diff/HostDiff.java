package dev.converge.diff;

import dev.converge.unit.Dependencies;
import dev.converge.unit.HealthGate;
import dev.converge.unit.Manifest;
import dev.converge.unit.Seen;
import dev.converge.unit.UnitName;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that differs on one host.
 *
 * @param changes by path, those in the homes of users among them
 * @param effects by unit of the system
 * @param daemonReload why systemd must read its files again, if it must
 * @param daemonReexec why systemd must be executed anew, if it must; that includes a daemon-reload
 * @param users what changes for the managers of users
 * @param manifest what converge owns once the changes are made
 * @param before how units hang together as the host is
 * @param after and once the changes are made
 * @param seen what all of it rests on, beside the paths that change
 * @param health what units of the system have to show once they were started, where a play says so
 * @param obstacles why it cannot be done; with any, the rest is of no use
 */
public record HostDiff(
        List<Change> changes,
        List<UnitEffect> effects,
        Optional<Reason> daemonReload,
        Optional<Reason> daemonReexec,
        List<UserDiff> users,
        Manifest manifest,
        Dependencies before,
        Dependencies after,
        Seen seen,
        Map<UnitName, HealthGate> health,
        List<Obstacle> obstacles) {
    public HostDiff {
        changes = List.copyOf(changes);
        effects = List.copyOf(effects);
        users = List.copyOf(users);
        health = Map.copyOf(health);
        obstacles = List.copyOf(obstacles);
    }
}
