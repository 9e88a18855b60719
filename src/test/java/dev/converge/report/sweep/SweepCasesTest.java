package dev.converge.report.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code cases/sweep/NAME/} holds what each writer makes of {@link SweepSamples} NAME. The page to mail has {@link SweepHtmlTest}. */
final class SweepCasesTest {

    private static final Path CASES = Path.of("src/test/resources/cases/sweep");

    static Stream<String> names() {
        return SweepSamples.all().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("names")
    void theFilesReadAsInTheCaseFolder(String name) throws IOException {
        FleetSweep sweep = SweepSamples.named(name);

        for (var text : SweepSamples.texts(sweep).entrySet()) {
            Path expected = CASES.resolve(name).resolve(text.getKey());
            assertThat(text.getValue()).as("%s", expected).isEqualTo(Files.readString(expected));
        }
    }

    @Test
    void noFileIsLeftUnread() throws IOException {
        SortedSet<String> expected = new TreeSet<>();
        SweepSamples.all()
                .forEach((name, sweep) ->
                        SweepSamples.texts(sweep).keySet().forEach(file -> expected.add(name + "/" + file)));

        try (Stream<Path> files = Files.walk(CASES)) {
            assertThat(files.filter(Files::isRegularFile)
                            .map(file -> CASES.relativize(file).toString()))
                    .containsExactlyInAnyOrderElementsOf(expected);
        }
    }
}
