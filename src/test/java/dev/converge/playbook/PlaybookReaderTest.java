package dev.converge.playbook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.converge.playbook.UnitDeclaration.OnChange;
import dev.converge.playbook.UnitDeclaration.RunState;
import dev.converge.problem.Problems;
import dev.converge.problem.SourceSpot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PlaybookReaderTest {

    @TempDir
    private Path folder = Path.of("set by JUnit");

    private final Problems problems = new Problems();

    @Test
    void whatIsLeftOutIsNotManaged() throws IOException {
        Path playbook = playbook("- name: Tank\n  hosts: [tank, cam]\n  units:\n    a.service: {}\n");

        List<Play> plays = PlaybookReader.read(List.of(playbook), Optional.empty(), problems);

        assertThat(problems.sorted()).isEmpty();
        assertThat(plays).hasSize(1);
        assertThat(plays.getFirst().become()).isTrue();
        assertThat(plays.getFirst().hosts().raw()).isEqualTo("tank:cam");
        UnitDeclaration unit = plays.getFirst().units().getFirst();
        assertThat(unit.spot()).isEqualTo(new SourceSpot(playbook.toString(), 4, 5));
        assertThat(unit.state()).isEmpty();
        assertThat(unit.enabled()).isEmpty();
        assertThat(unit.masked()).isEmpty();
        assertThat(unit.onChange()).isEqualTo(OnChange.RESTART);
    }

    @Test
    void valuesStayAsWritten() throws IOException {
        Path playbook = playbook("""
                - name: Tank
                  hosts: all
                  become: no
                  tags: [one, two]
                  units:
                    a.service:
                      state: stopped
                      on_change: none
                      settings: { UMask: 0027, PrivateTmp: yes, Environment: ["A={{ b }}", "B=two words"] }
                """);

        Play play = PlaybookReader.read(List.of(playbook), Optional.empty(), problems)
                .getFirst();

        assertThat(problems.sorted()).isEmpty();
        assertThat(play.become()).isFalse();
        assertThat(play.tags()).containsExactly("one", "two");
        UnitDeclaration unit = play.units().getFirst();
        assertThat(unit.state()).contains(RunState.STOPPED);
        assertThat(unit.onChange()).isEqualTo(OnChange.NONE);
        assertThat(unit.settings())
                .extracting(setting -> setting.name()
                        + setting.values().stream().map(Text::raw).toList())
                .containsExactly("UMask[0027]", "PrivateTmp[yes]", "Environment[A={{ b }}, B=two words]");
    }

    @Test
    void templatesLieBesideTheFolderOfThePlaybook() throws IOException {
        Files.createDirectories(folder.resolve("templates"));
        Path playbook = playbook("- name: Tank\n  hosts: all\n  units:\n    a.service: {}\n");

        Play play = PlaybookReader.read(List.of(playbook), Optional.empty(), problems)
                .getFirst();

        assertThat(play.templates()).isEqualTo(folder.resolve("templates"));
    }

    @Test
    void theCommandLineDecidesWhereTemplatesLie() throws IOException {
        Path playbook = playbook("- name: Tank\n  hosts: all\n  units:\n    a.service: {}\n");

        Play play = PlaybookReader.read(List.of(playbook), Optional.of(Path.of("mine")), problems)
                .getFirst();

        assertThat(play.templates()).isEqualTo(Path.of("mine"));
    }

    @Test
    void aPlaybookThatIsNotThereIsAProblemOfItsFile() {
        Path missing = folder.resolve("site.yml");

        List<Play> plays = PlaybookReader.read(List.of(missing, folder), Optional.empty(), problems);

        assertThat(plays).isEmpty();
        assertThat(problems.sorted())
                .extracting(problem -> problem.spot().toString() + ": " + problem.message())
                .containsExactly(
                        folder + ": this is a folder, expected a playbook", missing + ": there is no such playbook");
    }

    private Path playbook(String text) throws IOException {
        Path file = Files.createDirectories(folder.resolve("playbooks")).resolve("site.yml");
        return Files.writeString(file, text);
    }
}
