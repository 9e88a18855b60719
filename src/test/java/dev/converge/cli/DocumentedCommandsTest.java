package dev.converge.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.converge.docs.MarkdownPage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The command lines and exit statuses in the documentation are the program's. {@code e2e/DocsIT} runs them. */
final class DocumentedCommandsTest {

    /** A word of a shell: quoted, or without anything that a shell would make something else of. */
    private static final Pattern WORD = Pattern.compile("'([^']*)'|([^\\s'\"\\\\$`|&;<>()*?]+)");

    private static final Pattern STATUS = Pattern.compile("(?m)^\\| (\\d+) \\|");

    static Stream<String> lines() {
        return MarkdownPage.all().stream()
                .flatMap(page -> page.blocks().stream())
                .filter(MarkdownPage.Block::isCommands)
                .flatMap(block -> block.text().lines());
    }

    static Stream<String> linesOfConverge() {
        return lines().filter(line -> line.startsWith("bin/converge "));
    }

    @ParameterizedTest
    @MethodSource("lines")
    void aCommandIsAProgramOfTheCheckout(String line) {
        Path program = Path.of(words(line).getFirst());

        assertThat(program).isExecutable();
    }

    @ParameterizedTest
    @MethodSource("linesOfConverge")
    void theOptionsAndArgumentsExist(String line) {
        List<String> words = words(line);
        String[] arguments = words.subList(1, words.size()).toArray(String[]::new);
        Terminal nowhere = Terminal.away(new PrintWriter(Writer.nullWriter()), new PrintWriter(Writer.nullWriter()));
        Program program = new Program(nowhere, Connections::new);

        assertThatCode(() -> program.commandLine().parseArgs(arguments)).doesNotThrowAnyException();
    }

    @Test
    void theTableOfExitStatusesIsComplete() throws IOException {
        List<Integer> statuses =
                Stream.of(ExitStatus.values()).map(ExitStatus::number).toList();

        List<Integer> documented = STATUS.matcher(Files.readString(Path.of("docs/output.md")))
                .results()
                .map(row -> Integer.parseInt(row.group(1)))
                .toList();

        assertThat(documented).containsExactlyElementsOf(statuses);
    }

    /** What a shell makes of a line of plain and quoted words. */
    private static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(line);
        int end = 0;
        while (word.find()) {
            assertThat(line.substring(end, word.start())).as(line).isBlank();
            words.add(word.group(1) != null ? word.group(1) : word.group(2));
            end = word.end();
        }
        assertThat(line.substring(end)).as(line).isBlank();
        return words;
    }
}
