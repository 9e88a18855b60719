package dev.converge.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an operator answers when converge asks, on a terminal, and what the script around it is told. */
final class AgreementIT {

    private static final String CTRL_D = "\u0004";

    @TempDir
    Path folder;

    private Workspace workspace = new Workspace(Path.of(""));

    @BeforeEach
    void prepare() {
        workspace = new Workspace(folder)
                .write("tree/etc/machine-id", "0123456789abcdef0123456789abcdef\n")
                .write("site.yml", """
                        - name: Web
                          hosts: all
                          units:
                            web.service: { content: "[Service]\\nExecStart=/bin/true\\n" }
                        """);
    }

    private List<Path> unitFiles() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("tree"))) {
            return files.filter(file -> file.toString().endsWith(".service")).toList();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"no\n", "y\n", "\n", CTRL_D})
    void anAnswerOtherThanYesChangesNothingAndEndsWithStatus1(String answer) throws IOException {
        Workspace.Running apply = workspace
                .onTerminal("apply", "--root", "tree", "site.yml")
                .awaitOut("Carry out this plan on 1 host? Type 'yes': ");

        Workspace.Run end = apply.type(answer).end();

        assertThat(end.exitStatus()).as(end.out()).isEqualTo(1);
        assertThat(end.out()).endsWith("Nothing was changed.\r\n");
        assertThat(unitFiles()).isEmpty();
    }

    @Test
    void anAnswerOtherThanYesRollsNothingBackAndEndsWithStatus1() throws IOException {
        Workspace.Run applied = workspace.converge("apply", "--yes", "--root", "tree", "site.yml");
        List<Path> after = unitFiles();

        Workspace.Run end = workspace
                .onTerminal("rollback", "--root", "tree")
                .awaitOut("Type 'yes': ")
                .type("no\n")
                .end();

        assertThat(applied.exitStatus()).isZero();
        assertThat(end.exitStatus()).as(end.out()).isEqualTo(1);
        assertThat(end.out()).endsWith("Nothing was changed.\r\n");
        assertThat(unitFiles()).isNotEmpty().isEqualTo(after);
    }

    @Test
    void yesIsWhatItSays() throws IOException {
        Workspace.Running apply = workspace
                .onTerminal("apply", "--root", "tree", "site.yml")
                .awaitOut("Carry out this plan on 1 host? Type 'yes': ");

        Workspace.Run end = apply.type("yes\n").end();

        assertThat(end.exitStatus()).as(end.out()).isZero();
        assertThat(unitFiles()).isNotEmpty();
    }
}
