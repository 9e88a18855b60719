package dev.converge.report.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.converge.finding.Finding;
import dev.converge.finding.FindingCode;
import dev.converge.host.HostName;
import dev.converge.playbook.Play;
import dev.converge.playbook.PlaybookReader;
import dev.converge.problem.Problems;
import dev.converge.remedy.Fix;
import dev.converge.remedy.HostFixes;
import dev.converge.remedy.Remedy;
import dev.converge.report.ProblemText;
import dev.converge.unit.PlayName;
import dev.converge.unit.UnitName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which hosts share a play, and that what hosts say stays in comments. */
final class FixPlaybookHostsTest {

    private static final UnitName STRAY = new UnitName("stray.service");

    @TempDir
    Path folder;

    @Test
    void hostsThatNeedTheSameShareAPlay() throws IOException {
        List<HostFixes> hosts = List.of(
                host("cam1", removal("on cam1")),
                host("cam2", quotas("512")),
                host("cam3", removal("on cam3")),
                host("cam4"));

        List<Play> plays = read(FixPlaybook.of(hosts));

        assertThat(plays).extracting(Play::title).containsExactly("Fixes for cam1 and 1 more", "Fixes for cam2");
        assertThat(plays).extracting(play -> play.hosts().raw()).containsExactly("cam1,cam3", "cam2");
        assertThat(plays.getFirst().units())
                .singleElement()
                .satisfies(unit -> assertThat(unit.name()).isEqualTo(STRAY));
        assertThat(plays.getLast().guards())
                .singleElement()
                .satisfies(guard ->
                        assertThat(guard.match()).extracting(text -> text.raw()).containsExactly("stray.service"));
    }

    @Test
    void hostsThatDifferInWhatAPersonHasToDoSeeDoNotShareAPlay() throws IOException {
        Fix byHand = new Fix(finding(FindingCode.STALE_PROCESS, "old"), new Remedy.ByHand("restart it", List.of()));

        List<Play> plays =
                read(FixPlaybook.of(List.of(host("cam1", removal("x")), host("cam2", removal("x"), byHand))));

        assertThat(plays).hasSize(2);
    }

    @Test
    void aNameThatIsTakenGetsANumber() throws IOException {
        HostFixes dotted =
                new HostFixes(new HostName("cam.1"), List.of(new PlayName("fixes-for-cam-1")), List.of(removal("x")));

        List<Play> plays = read(FixPlaybook.of(List.of(dotted, host("cam-1", quotas("9")))));

        assertThat(plays).extracting(Play::title).containsExactly("Fixes for cam.1 2", "Fixes for cam-1 3");
    }

    @Test
    void whatAHostSaysCannotLeaveItsComment() throws IOException {
        Fix hostile = new Fix(
                finding(FindingCode.STALE_PROCESS, "a\n- name: Mine\r\n  hosts: all\u0085\u2028\u0000 {{ x }} \ud800"),
                new Remedy.ByHand("b\n- c", List.of("d\ne: {}")));

        List<Play> plays = read(FixPlaybook.of(List.of(host("cam1", hostile))));

        assertThat(plays).extracting(Play::title).containsExactly("Fixes for cam1");
    }

    @Test
    void nothingToMendIsAPlaybookToo() throws IOException {
        List<HostFixes> healthy = List.of(host("cam1"));

        List<Play> plays = read(FixPlaybook.of(healthy));

        assertThat(plays).extracting(Play::title).containsExactly("Fixes");
    }

    private List<Play> read(String text) throws IOException {
        Problems problems = new Problems();
        Path playbook = Files.writeString(folder.resolve("fixes.yml"), text);
        List<Play> plays = PlaybookReader.read(List.of(playbook), Optional.empty(), problems);
        assertThat(ProblemText.of(problems)).isEmpty();
        return plays;
    }

    private static HostFixes host(String name, Fix... fixes) {
        return new HostFixes(new HostName(name), List.of(), List.of(fixes));
    }

    private static Fix removal(String message) {
        return new Fix(finding(FindingCode.STRAY_UNIT, message), new Remedy.Removal(STRAY));
    }

    private static Fix quotas(String tasks) {
        return new Fix(
                finding(FindingCode.NO_QUOTA, "none"),
                new Remedy.Quotas(STRAY, new TreeMap<>(Map.of("TasksMax", tasks))));
    }

    private static Finding finding(FindingCode code, String message) {
        return new Finding(code, Finding.Severity.WARNING, Optional.of(STRAY), message, "mend it", new TreeMap<>());
    }
}
