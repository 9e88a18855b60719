package dev.converge.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import dev.converge.desired.DesiredHosts;
import dev.converge.finding.FindingCode;
import dev.converge.host.HostName;
import dev.converge.inventory.Inventory;
import dev.converge.inventory.InventoryHost;
import dev.converge.inventory.InventoryReader;
import dev.converge.inventory.Targets;
import dev.converge.playbook.Play;
import dev.converge.playbook.PlaybookReader;
import dev.converge.problem.Problems;
import dev.converge.report.ProblemText;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every snippet of the documentation is what it looks like to a reader who copies it. Playbooks may use the templates in
 * {@code src/test/resources/docs/templates}. Command lines are {@code cli/DocumentedCommandsTest}'s.
 */
final class SnippetsTest {

    private static final Path TEMPLATES = Path.of("src/test/resources/docs/templates");

    /** A list at the top is a playbook, a mapping an inventory. */
    private static final String LIST_ITEM = "- ";

    @TempDir
    Path folder;

    static List<MarkdownPage> pages() {
        return MarkdownPage.all();
    }

    static Stream<MarkdownPage.Block> blocks() {
        return pages().stream().flatMap(page -> page.blocks().stream());
    }

    static Stream<MarkdownPage.Block> yaml() {
        return blocks().filter(block -> block.language().equals("yaml"));
    }

    static Stream<MarkdownPage.Block> playbooks() {
        return yaml().filter(block -> block.text().startsWith(LIST_ITEM));
    }

    static Stream<MarkdownPage.Block> inventories() {
        return yaml().filter(block -> !block.text().startsWith(LIST_ITEM));
    }

    static Stream<MarkdownPage.Block> json() {
        return blocks().filter(block -> block.language().equals("json"));
    }

    @ParameterizedTest
    @MethodSource("blocks")
    void aBlockSaysWhatItIs(MarkdownPage.Block block) {
        Set<String> checked = Set.of("yaml", "json", "sh");
        String forPeople = "text";

        String language = block.language();

        assertThat(checked.contains(language) || language.equals(forPeople))
                .as("%s: a block of '%s', which no test looks at", block, language)
                .isTrue();
    }

    @ParameterizedTest
    @MethodSource("playbooks")
    void aPlaybookHasNoProblem(MarkdownPage.Block block) throws IOException {
        Path file = Files.writeString(folder.resolve("playbook.yml"), block.text());
        InventoryHost host = new InventoryHost(new HostName("tank1"), Map.of());
        Problems problems = new Problems();

        List<Play> plays = PlaybookReader.read(List.of(file), Optional.of(TEMPLATES), problems);
        new DesiredHosts(Map.of()).of(host, plays, problems);

        assertThat(ProblemText.of(problems)).as(block.toString()).isEmpty();
        assertThat(plays).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("inventories")
    void anInventoryHasNoProblemAndSaysHowToReachEachHost(MarkdownPage.Block block) throws IOException {
        Path file = Files.writeString(folder.resolve("hosts.yml"), block.text());
        Targets targets = new Targets(Optional.empty(), Optional.empty(), Duration.ofSeconds(15));
        Problems problems = new Problems();

        Inventory inventory = InventoryReader.read(List.of(file), problems);
        inventory.hosts().forEach(host -> targets.of(host, true, problems));

        assertThat(ProblemText.of(problems)).as(block.toString()).isEmpty();
        assertThat(inventory.hosts()).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("json")
    void jsonIsStrictJson(MarkdownPage.Block block) {
        JsonReader reader = new JsonReader(new StringReader(block.text()));
        reader.setStrictness(Strictness.STRICT);

        assertThatCode(() -> {
                    reader.skipValue();
                    assertThat(reader.peek()).isEqualTo(JsonToken.END_DOCUMENT);
                })
                .as(block.toString())
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void aLinkLeadsToAFile(MarkdownPage page) {
        Path file = page.file();

        List<String> missing = page.links().stream()
                .filter(link -> !link.startsWith("https://"))
                .filter(link -> !Files.exists(file.resolveSibling(link.replaceFirst("#.*", ""))))
                .toList();

        assertThat(missing).as(page.toString()).isEmpty();
    }

    @Test
    void everyFindingHasASectionAndEverySectionIsAFinding() {
        List<String> codes =
                Stream.of(FindingCode.values()).map(FindingCode::toString).toList();

        List<String> sections = MarkdownPage.read(Path.of("docs/findings.md")).headings();

        assertThat(sections.getFirst()).isEqualTo("Findings");
        assertThat(sections.subList(1, sections.size())).containsExactlyInAnyOrderElementsOf(codes);
    }

    @Test
    void everyPageIsReachedFromTheReadme() {
        List<MarkdownPage> pages = pages();
        List<String> linked = pages.getFirst().links();

        List<String> unreachable = pages.stream()
                .skip(1)
                .map(MarkdownPage::toString)
                .filter(page -> !page.startsWith("docs/decisions/") && !page.startsWith("docs/findings/"))
                .filter(page -> !linked.contains(page))
                .toList();

        assertThat(unreachable).isEmpty();
    }

    @Test
    void thereAreSnippetsOfEveryKind() {
        assertThat(playbooks()).hasSizeGreaterThan(5);
        assertThat(inventories()).isNotEmpty();
        assertThat(json()).isNotEmpty();
        assertThat(blocks().filter(MarkdownPage.Block::isCommands)).hasSizeGreaterThan(5);
    }
}
