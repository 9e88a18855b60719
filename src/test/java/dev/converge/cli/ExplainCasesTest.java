package dev.converge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code cases/explain/NAME/}: of the tree {@code host/}, the unit named in {@code unit} is told as in {@code explain.txt} and {@code explain.json}. */
final class ExplainCasesTest {

    private static final Path CASES = Path.of("src/test/resources/cases/explain");

    static Stream<Path> cases() throws IOException {
        try (Stream<Path> folders = Files.list(CASES)) {
            return folders.sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theUnitIsToldAsInTheCaseFolder(Path folder) throws IOException {
        String root = folder.resolve("host").toString();
        String unit = Files.readString(folder.resolve("unit")).strip();

        Cli text = Cli.run("explain", "--root", root, unit);
        Cli json = Cli.run("explain", "--root", root, unit, "--format", "json");

        assertThat(text.err() + json.err()).isEmpty();
        assertThat(text.out()).isEqualTo(Files.readString(folder.resolve("explain.txt")));
        assertThat(json.out()).isEqualTo(Files.readString(folder.resolve("explain.json")));
        assertThat(text.status() + json.status()).isZero();
    }

    @Test
    void theExplanationOfATreeInTheDocumentationIsTheRealOne() throws IOException {
        String command = "bin/converge explain --root lab/incidents/crash-loop/rootfs polyscan.service\n";
        String page = Files.readString(Path.of("docs/explain.md"));

        Cli text = Cli.run(command.replace("bin/converge ", "").strip().split(" ", -1));

        assertThat(page).contains("```sh\n" + command + "```\n\n```text\n" + text.out() + "```\n");
    }

    @Test
    void thereAreCases() throws IOException {
        assertThat(cases()).hasSizeGreaterThan(5);
    }
}
