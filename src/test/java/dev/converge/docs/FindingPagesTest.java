package dev.converge.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.converge.finding.Finding;
import dev.converge.finding.FindingCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each finding has a page that says what somebody at night has to know of it. */
final class FindingPagesTest {

    private static final Path PAGES = Path.of("docs/findings");
    private static final String HOW = "How converge knows";
    private static final String DO = "What to do";

    @ParameterizedTest
    @EnumSource
    void aPageSaysWhyItHurtsHowConvergeKnowsAndWhatToDo(FindingCode code) {
        List<String> headings = page(code).headings();

        assertThat(headings).containsExactly(code.toString(), "Why it hurts", HOW, DO);
    }

    @ParameterizedTest
    @EnumSource
    void noPartOfAPageIsEmpty(FindingCode code) throws IOException {
        List<String> parts = Arrays.asList(Files.readString(path(code)).strip().split("(^|\n\n)#+ [^\n]+(\n|$)", -1));

        assertThat(parts.subList(1, parts.size())).hasSize(4).noneMatch(String::isBlank);
    }

    @ParameterizedTest
    @EnumSource
    void aPageSaysHowBadItIsAndHowSure(FindingCode code) throws IOException {
        String how = Files.readString(path(code)).split("## ", -1)[2];

        assertThat(how).startsWith(HOW);
        assertThat(words(Finding.Severity.values(), how.replace("information", "info")))
                .as("how bad")
                .isNotEmpty();
        assertThat(words(Finding.Confidence.values(), how)).as("how sure").isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aPageHasACommandOrAPlayToCopyBehindWhatToDoAndNamesTheWaiver(FindingCode code) throws IOException {
        String todo = Files.readString(path(code)).split("## " + DO, -1)[1];

        assertThat(todo).containsPattern("\n```(yaml|text|sh)\n");
        assertThat(todo).endsWith("Known and lived with for a while: a waiver under [`checks:`](../playbook.md).\n");
    }

    @Test
    void thePagesAreThoseOfTheFindingsAndTheIndexLeadsToEach() throws IOException {
        List<String> codes = Stream.of(FindingCode.values())
                .map(FindingCode::toString)
                .sorted()
                .toList();

        List<String> pages;
        try (Stream<Path> files = Files.list(PAGES)) {
            pages = files.map(file -> file.getFileName().toString()).sorted().toList();
        }

        assertThat(pages)
                .containsExactlyElementsOf(
                        codes.stream().map(code -> code + ".md").toList());
        assertThat(MarkdownPage.read(Path.of("docs/findings.md")).links())
                .containsAll(
                        codes.stream().map(code -> "findings/" + code + ".md").toList());
    }

    private static List<String> words(Enum<?>[] values, String text) {
        return Stream.of(values).map(Object::toString).filter(text::contains).toList();
    }

    private static MarkdownPage page(FindingCode code) {
        return MarkdownPage.read(path(code));
    }

    private static Path path(FindingCode code) {
        return PAGES.resolve(code + ".md");
    }
}
