package dev.converge.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.converge.desired.DesiredHosts;
import dev.converge.host.Connection;
import dev.converge.host.HostName;
import dev.converge.host.Target;
import dev.converge.inventory.InventoryHost;
import dev.converge.playbook.Play;
import dev.converge.playbook.PlaybookReader;
import dev.converge.problem.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Hosts that are directory trees, each with a stray unit that a play wants gone. */
final class TreeHosts {

    private final Path folder;
    private final List<Play> plays;

    /** @param rollouts each the value of {@code rollout:} of one play, whose title is {@code Sweep} with a number from 1; empty for none */
    TreeHosts(Path folder, String... rollouts) throws IOException {
        this.folder = folder;
        StringBuilder playbook = new StringBuilder();
        for (int at = 0; at < rollouts.length; at++) {
            playbook.append("- name: Sweep ").append(at + 1).append("\n  hosts: all\n");
            playbook.append(rollouts[at].isEmpty() ? "" : "  rollout: " + rollouts[at] + "\n");
            playbook.append("  strays: [{ match: [\"stray-*.service\"] }]\n");
        }
        Problems problems = new Problems();
        plays = PlaybookReader.read(
                List.of(Files.writeString(folder.resolve("site.yml"), playbook)), Optional.empty(), problems);
        assertThat(problems.sorted()).isEmpty();
    }

    /** @param play the number of the play that the host is in */
    HostTask task(String name, int play) throws IOException {
        Path units = Files.createDirectories(folder.resolve(name).resolve("etc/systemd/system"));
        Files.writeString(units.resolve("stray-a.service"), "[Service]\nExecStart=/bin/true\n");
        Files.writeString(folder.resolve(name).resolve("etc/machine-id"), "5d2b8a3c7e9f4061b2d3c4e5f6a7b8c9\n");
        HostName host = new HostName(name);
        Target target = new Target(host, new Connection.Root(folder.resolve(name)), false, Duration.ofSeconds(15));
        Play only = plays.get(play - 1);
        return new HostTask(
                target,
                new DesiredHosts(Map.of()).of(new InventoryHost(host, Map.of()), List.of(only), new Problems()),
                only.rollout().map(rollout -> new RolloutGroup(play, only.name(), rollout)));
    }

    boolean isChanged(String host) {
        return !Files.exists(folder.resolve(host).resolve("etc/systemd/system/stray-a.service"));
    }

    /** As if the host had been changed before. */
    void settle(String host) throws IOException {
        Files.delete(folder.resolve(host).resolve("etc/systemd/system/stray-a.service"));
    }
}
