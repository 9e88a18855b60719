package dev.converge.unit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.converge.fuzz.Fuzz;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A unit file that was read can be printed again, byte for byte, whatever its bytes are. */
final class UnitFileLinesTest {

    private static final String LIKELY = "[]=\\\r\n\0#; \tAb\u00c3\u00a9\u00ef\u00bb\u00bf";

    static Stream<String> odd() {
        return Stream.of(
                "",
                "\n",
                "[Service]",
                "[Service]\n",
                "[Service]\n\n\n",
                "# only a comment, no end",
                "[Service]\r\nNice=5\r\n",
                "[Service]\rNice=5\r",
                "[Service]\0Nice=5\0\0\0",
                "[Service]\n\r\n\rNice=5\0\r\n\n",
                "\u00ef\u00bb\u00bf[Service]\nNice=5\n",
                "\u00ef\u00bb\u00bf\u00ef\u00bb\u00bf[Service]\n\u00ef\u00bb\u00bf",
                "\u00ef\u00bb",
                "[Service]\nExecStart=/bin/a \\\n# why\\\n  \"b c\" \\\n  'd' # e\nNice=1",
                "[Service]\nExecStart=/bin/a \\",
                "[Service]\nExecStart=\"a\\\\\"b\\x20\\\\\\\n",
                "[Service\nNice=5\n",
                "[Unit]\nDescription=\u00e9 in Latin-1\nNice=5\n",
                "[Unit]\n#\u00ff\u00fe\nDescription=caf\u00c3\u00a9\u00ef\u00bf\u00be\n",
                "  [Service]  \n\t Nice \t= 5 \t\n= \n=\n\n;x\n",
                "#" + "x".repeat(1 << 20),
                "#" + "x".repeat((1 << 20) - 1) + "\n[Service]\r\n",
                "[Service]\nA=" + ("b".repeat(1 << 19) + "\\\n").repeat(3));
    }

    static Stream<Content> realFiles() {
        return Stream.concat(
                Stream.of("debian11", "debian12", "debian13")
                        .map(name -> RecordedHost.read(name, new SystemdVersion(257)))
                        .flatMap(host -> host.tree().files().values().stream())
                        .flatMap(state ->
                                state instanceof FileState.Regular file ? Stream.of(file.content()) : Stream.of()),
                Stream.of("src/test/resources", "lab/incidents").flatMap(UnitFileLinesTest::filesBelow));
    }

    private static Stream<Content> filesBelow(String folder) {
        try (Stream<Path> files = Files.walk(Path.of(folder))) {
            return files.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)).sorted().toList().stream()
                    .map(UnitFileLinesTest::content);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Content content(Path file) {
        try {
            return Content.of(Files.readAllBytes(file));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @ParameterizedTest
    @MethodSource("odd")
    void oddBytesArePrintedAsTheyWere(String bytes) {
        Content content = Content.of(bytes.getBytes(StandardCharsets.ISO_8859_1));

        Content printed = UnitFile.parse(content).print();

        assertThat(printed).isEqualTo(content);
    }

    @Test
    void theFilesOfRealHostsArePrintedAsTheyWere() {
        List<Content> files = realFiles().toList();

        assertThat(files)
                .hasSizeGreaterThan(100)
                .allSatisfy(
                        content -> assertThat(UnitFile.parse(content).print()).isEqualTo(content));
    }

    @Test
    void anyBytesAtAllArePrintedAsTheyWere() {
        List<Content> sound = realFiles().filter(file -> file.size() < 4096).toList();

        Fuzz.run(
                10_000,
                dice -> dice.one(2)
                        ? dice.bytes(LIKELY, 80)
                        : dice.damaged(dice.pick(sound).bytes()),
                UnitFileLinesTest::assertPrintedAsItWas);
    }

    private static void assertPrintedAsItWas(byte[] bytes) {
        Content content = Content.of(bytes);

        UnitFile file = UnitFile.parse(content);

        assertThat(file.print()).isEqualTo(content);
        assertThat(file.assignments())
                .allSatisfy(assignment -> assertThat(shown(file, assignment))
                        .contains(assignment.value().split("[ \t]", 2)[0]));
    }

    @Test
    void anAssignmentIsFoundOnTheLinesItIsWrittenOn() {
        UnitFile file = UnitFile.parse(Content.of("""
                [Service]
                ExecStart=/bin/a \\
                # why
                  b \\
                  c
                Nice=5
                """));

        List<String> command = lines(file, 0);
        List<String> nice = lines(file, 1);

        assertThat(command).containsExactly("ExecStart=/bin/a \\", "# why", "  b \\", "  c");
        assertThat(nice).containsExactly("Nice=5");
    }

    @Test
    void aLineKnowsItsNumberAndItsEnding() {
        UnitFile file = UnitFile.parse(Content.of("\uFEFF[Service]\r\nNice=5"));

        List<Line> lines = file.lines();

        assertThat(lines).extracting(Line::number).containsExactly(1, 2);
        assertThat(lines)
                .extracting(Line::bytes)
                .containsExactly(Content.of("\uFEFF[Service]\r\n"), Content.of("Nice=5"));
        assertThat(lines).extracting(Line::shown).containsExactly("[Service]", "Nice=5");
    }

    private static List<String> lines(UnitFile file, int assignment) {
        return UnitFile.linesFrom(
                        file.lines(), file.assignments().get(assignment).line())
                .stream()
                .map(Line::shown)
                .toList();
    }

    private static String shown(UnitFile file, UnitFile.Assignment assignment) {
        return String.join(
                "\n",
                UnitFile.linesFrom(file.lines(), assignment.line()).stream()
                        .map(Line::shown)
                        .toList());
    }
}
