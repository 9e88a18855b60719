package dev.converge.engine;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What the operator asked for, before any file was read.
 *
 * @param root the directory tree to work on instead of the inventory's hosts
 * @param inventory inventory files and folders; with a root none need be named
 * @param playbooks in the order their plays are to come
 * @param templates where templates are looked up instead of beside the playbooks
 * @param limit a host pattern that narrows the run down
 * @param extraVars each {@code name=value} or {@code @file}, in order; later ones win
 * @param tags only plays with one of these; none means all plays
 * @param connecting what holds for every host that does not say otherwise
 */
public record Request(
        Optional<Path> root,
        List<Path> inventory,
        List<Path> playbooks,
        Optional<Path> templates,
        Optional<String> limit,
        List<String> extraVars,
        List<String> tags,
        Connecting connecting) {

    public Request {
        inventory = List.copyOf(inventory);
        playbooks = List.copyOf(playbooks);
        extraVars = List.copyOf(extraVars);
        tags = List.copyOf(tags);
    }

    /**
     * @param user of {@code -u}
     * @param privateKey of {@code --private-key}
     * @param timeout how long connecting, and any silence after it, may last
     */
    public record Connecting(Optional<String> user, Optional<Path> privateKey, Duration timeout) {}
}
