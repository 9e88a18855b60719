package dev.converge.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.converge.engine.Batch;
import dev.converge.engine.HostResult;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code cases/report/NAME/}: {@code plan.txt}, {@code plan.json}, {@code apply.txt} and {@code apply.json} are told of {@link Samples} NAME. */
final class ReportCasesTest {

    private static final Path CASES = Path.of("src/test/resources/cases/report");

    static Stream<String> names() {
        return Samples.all().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("names")
    void theReportsReadAsInTheCaseFolder(String name) throws IOException {
        List<HostResult> results = List.copyOf(Samples.all().getOrDefault(name, List.of()));
        List<Batch> batches = Samples.batches(name);

        assertThat(told(TextReport::new, report -> report.planned(results, batches)))
                .isEqualTo(Files.readString(CASES.resolve(name).resolve("plan.txt")));
        assertThat(json(report -> report.planned(results, batches)))
                .isEqualTo(Files.readString(CASES.resolve(name).resolve("plan.json")));
        assertThat(told(TextReport::new, report -> report.applied(results, batches)))
                .isEqualTo(Files.readString(CASES.resolve(name).resolve("apply.txt")));
        assertThat(json(report -> report.applied(results, batches)))
                .isEqualTo(Files.readString(CASES.resolve(name).resolve("apply.json")));
    }

    @Test
    void noFileIsLeftUnread() throws IOException {
        SortedSet<String> expected = new TreeSet<>();
        names().forEach(name -> Stream.of("apply.json", "apply.txt", "plan.json", "plan.txt")
                .forEach(file -> expected.add(name + "/" + file)));

        try (Stream<Path> files = Files.walk(CASES)) {
            assertThat(files.filter(Files::isRegularFile)
                            .map(file -> CASES.relativize(file).toString()))
                    .containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    @Test
    void coloursChangeNothingButColours() {
        List<HostResult> results = Samples.all().getOrDefault("every-kind-of-change", List.of());
        Palette palette = (tone, text) -> tone == Tone.PLAIN ? text : "<" + tone + ">" + text + "</" + tone + ">";
        StringWriter coloured = new StringWriter();

        new TextReport(new Page(new PrintWriter(coloured), palette)).planned(results, List.of());

        assertThat(coloured.toString()).contains("<DELETED>- /etc/systemd/system/mediamtx.service</DELETED>");
        assertThat(coloured.toString().replaceAll("</?[A-Z]+>", ""))
                .isEqualTo(told(TextReport::new, report -> report.planned(results, List.of())));
    }

    private interface Telling {
        void tell(RunReport report);
    }

    private static String told(Function<Page, RunReport> report, Telling telling) {
        StringWriter text = new StringWriter();
        telling.tell(report.apply(new Page(new PrintWriter(text), Palette.NONE)));
        return text.toString();
    }

    private static String json(Telling telling) {
        StringWriter text = new StringWriter();
        telling.tell(new JsonReport(new PrintWriter(text)));
        return text.toString();
    }
}
