package dev.converge.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.converge.check.Checks;
import dev.converge.desired.DesiredHosts;
import dev.converge.finding.Finding;
import dev.converge.finding.FindingCode;
import dev.converge.host.HostName;
import dev.converge.inventory.InventoryHost;
import dev.converge.playbook.PlaybookReader;
import dev.converge.problem.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a finding about a service that could restart for ever advises where guards and settings of systemd are declared. */
class GuardRemediesTest {

    private static final Path UNDONE = Path.of("src/test/resources/cases/plan/a-later-drop-in-undoes-a-guard");

    private static final Path UNLIMITED =
            Path.of("src/test/resources/cases/plan/guards-and-settings-that-the-host-is-too-old-for");

    @TempDir
    Path folder;

    @Test
    void theLineThatUndoesAGuardIsNamed() throws IOException {
        String playbook = Files.readString(UNDONE.resolve("playbook.yml"));

        Stream<String> remedies = remedies(UNDONE, playbook);

        assertThat(remedies)
                .containsExactly("the guard of play guards is undone by"
                        + " /etc/systemd/system/polyscan.service.d/10-no-limit.conf:2: remove StartLimitIntervalSec there,"
                        + " or declare the unit");
    }

    @Test
    void aGuardThatStopsTheLoopIsTheRemedy() throws IOException {
        String playbook = """
                - name: Guards
                  hosts: all
                  guards:
                    - { match: "poly*.service", restart: { StartLimitIntervalSec: 5min, StartLimitBurst: 5 } }
                """;

        Stream<String> remedies = remedies(UNLIMITED, playbook);

        assertThat(remedies).containsExactly("converge apply adds the guard of play guards");
    }

    @Test
    void aGuardWithLessThanTheServiceNeedsSaysSo() throws IOException {
        String playbook = """
                - name: Guards
                  hosts: all
                  guards:
                    - { match: "poly*.service", restart: { StartLimitIntervalSec: 15s, StartLimitBurst: 5 } }
                """;

        Stream<String> remedies = remedies(UNLIMITED, playbook);

        assertThat(remedies).containsExactly("the guard of play guards is too weak for it: declare the unit");
    }

    @Test
    void defaultsThatStopTheLoopAreTheRemedy() throws IOException {
        String playbook = """
                - name: Defaults
                  hosts: all
                  manager: { DefaultStartLimitIntervalSec: 5min }
                """;

        Stream<String> remedies = remedies(UNLIMITED, playbook);

        assertThat(remedies).containsExactly("converge apply sets the defaults that stop it");
    }

    private Stream<String> remedies(Path host, String playbook) throws IOException {
        Problems problems = new Problems();
        Path file = Files.writeString(folder.resolve("playbook.yml"), playbook);
        var plays = PlaybookReader.read(List.of(file), Optional.of(folder), problems);
        var desired = new DesiredHosts(Map.of()).of(new InventoryHost(new HostName("host"), Map.of()), plays, problems);
        assertThat(problems.sorted()).isEmpty();
        return Checks.all(desired, HostFolder.read(host)).stream()
                .filter(finding -> finding.code() == FindingCode.START_LIMIT_INEFFECTIVE)
                .map(Finding::remedy);
    }
}
