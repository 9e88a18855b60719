package dev.converge.desired;

import static org.assertj.core.api.Assertions.assertThat;

import dev.converge.host.HostName;
import dev.converge.inventory.InventoryHost;
import dev.converge.playbook.Play;
import dev.converge.playbook.PlaybookReader;
import dev.converge.problem.Problems;
import dev.converge.report.ProblemText;
import dev.converge.unit.Content;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Walks {@code cases/desired}: playbooks and what they mean for a host; and the working examples of the project. */
final class DesiredHostsTest {

    static Stream<CaseFolder> cases() {
        return CaseFolder.all("desired");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void aPlaybookMeansWhatTheCaseSays(CaseFolder desired) {
        Problems problems = new Problems();
        String expected = desired.text("expected.txt");

        String meant = DesiredText.of(desired.desired(problems));

        assertThat(ProblemText.of(problems)).isEmpty();
        assertThat(meant).isEqualTo(expected);
    }

    @Test
    void theWorkingExampleHasNoProblemWithoutAnyInventory() {
        Problems problems = new Problems();
        List<Play> plays = PlaybookReader.read(List.of(Path.of("playbooks/site.yml")), Optional.empty(), problems);

        DesiredHost desired =
                new DesiredHosts(Map.of()).of(new InventoryHost(HostName.ROOT, Map.of()), plays, problems);

        assertThat(ProblemText.of(problems)).isEmpty();
        assertThat(desired.plays()).extracting(play -> play.name().value()).containsExactly("avatar-tank", "polyscan");
        assertThat(desired.plays().getLast().units())
                .extracting(unit -> unit.name().value())
                .containsExactly("polyscan.service", "frame-render.service");
        assertThat(desired.plays().getLast().units().getLast().dropIns())
                .containsOnlyKeys("zz-converge.conf")
                .containsValue(Content.of("""
                        # Managed by converge (play: polyscan)
                        [Service]
                        MemoryMax=2G
                        CPUQuota=80%
                        TasksMax=512
                        """));
    }

    @Test
    void variablesOfTheCommandLineOverrideThePlaysWhichOverrideTheHosts() {
        Problems problems = new Problems();
        Path playbook = CaseFolder.CASES.resolve("desired/variables-refer-to-one-another/playbook.yml");
        List<Play> plays = PlaybookReader.read(List.of(playbook), Optional.empty(), problems);
        InventoryHost host =
                new InventoryHost(new HostName("tank7"), Map.of("port", "1", "from_host", "{{ inventory_hostname }}!"));

        DesiredHost desired = new DesiredHosts(Map.of("scheme", "rtmp")).of(host, plays, problems);

        assertThat(ProblemText.of(problems)).isEmpty();
        assertThat(DesiredText.of(List.of(desired)))
                .contains("Environment=URL=rtmp://tank7:8554/live")
                .contains("Environment=HOST=tank7!");
    }

    @Test
    void aVariableOfTheInventoryThatNobodyUsesIsNoProblem() {
        Problems problems = new Problems();
        List<Play> plays = PlaybookReader.read(List.of(Path.of("playbooks/site.yml")), Optional.empty(), problems);
        InventoryHost host = new InventoryHost(new HostName("tank7"), Map.of("secret", "{{ lookup('env', 'HOME') }}"));

        new DesiredHosts(Map.of()).of(host, plays, problems);

        assertThat(ProblemText.of(problems)).isEmpty();
    }

    @Test
    void thresholdsOfAllPlaysOfAHostHoldWhereTheySayOneAndTheDefaultsElsewhere() {
        CaseFolder all = new CaseFolder(CaseFolder.CASES.resolve("desired/thresholds-and-waivers"));
        CaseFolder none = new CaseFolder(CaseFolder.CASES.resolve("desired/example-of-the-design"));

        Thresholds written = all.desired(new Problems()).getFirst().thresholds();
        Thresholds unwritten = none.desired(new Problems()).getFirst().thresholds();

        assertThat(written).isEqualTo(new Thresholds(70, 100, 30, 1, 85, 90, 12, 999_999, Duration.ofHours(60)));
        assertThat(unwritten).isEqualTo(Thresholds.DEFAULT);
    }
}
