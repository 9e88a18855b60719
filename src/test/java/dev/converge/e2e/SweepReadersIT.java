package dev.converge.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.converge.report.sweep.Documentation;
import dev.converge.report.sweep.FleetSweep;
import dev.converge.report.sweep.SweepHtml;
import dev.converge.report.sweep.SweepMetrics;
import dev.converge.report.sweep.SweepSamples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.testcontainers.containers.Container.ExecResult;

/** What a sweep writes is handed to those who will read it: promtool, node_exporter, Chromium. */
final class SweepReadersIT {

    private static final Pattern SERIES = Pattern.compile("([a-z_]+)\\{(.*)} (\\S+)");
    private static final Pattern LABEL = Pattern.compile("[a-z]+=\"(?:[^\"\\\\]|\\\\.)*\"");
    private static final String ADDRESS = "127.0.0.1:9100";

    private static ReaderTools tools;
    private static Browser browser;

    @BeforeAll
    static void start() {
        tools = ReaderTools.start();
        browser = Browser.start(tools.containerId());
    }

    @AfterAll
    static void stop() {
        browser.close();
        tools.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"two-incidents", "hostile-texts", "no-host"})
    void promtoolHasNothingToSayAgainstTheMetrics(String name) {
        tools.put("/tmp/" + name + ".prom", SweepMetrics.text(SweepSamples.named(name)));

        ExecResult promtool = tools.run("promtool check metrics </tmp/" + name + ".prom 2>&1");

        assertThat(promtool.getStdout()).isEmpty();
        assertThat(promtool.getExitCode()).isZero();
    }

    @Test
    void nodeExporterServesAllMetricsOfAFolderWithAFileForEachHost() {
        SortedMap<String, Double> written = new TreeMap<>();
        int files = 0;
        for (String name : List.of("two-incidents", "hostile-texts")) {
            FleetSweep sweep = SweepSamples.named(name);
            written.putAll(series(SweepMetrics.text(sweep)));
            for (var result : sweep.results()) {
                tools.put("/metrics/" + ++files + ".prom", SweepMetrics.text(sweep.only(result.host())));
            }
        }

        SortedMap<String, Double> served = series(scrape());

        assertThat(served).containsAllEntriesOf(written).hasSizeGreaterThan(100);
        assertThat(served.keySet().stream().filter(series -> series.startsWith("node_textfile_mtime_seconds")))
                .hasSize(files);
    }

    private static String scrape() {
        tools.sh("setsid timeout 60 prometheus-node-exporter --collector.disable-defaults --collector.textfile"
                + " --collector.textfile.directory=/metrics --web.listen-address=" + ADDRESS
                + " >/tmp/exporter.log 2>&1 </dev/null &");
        String get = "python3 -c 'import urllib.request as u; print(u.urlopen(\"http://" + ADDRESS
                + "/metrics\").read().decode())'";
        for (int tries = 0; tries < 50; tries++) {
            ExecResult answer = tools.run(get);
            if (answer.getExitCode() == 0) {
                assertThat(answer.getStdout()).contains("\nnode_textfile_scrape_error 0\n");
                return answer.getStdout();
            }
            LocalProcess.pause(Duration.ofMillis(200));
        }
        throw new AssertionError(tools.sh("cat /tmp/exporter.log"));
    }

    /** The values by name and labels, these in the order of their names. */
    private static SortedMap<String, Double> series(String text) {
        SortedMap<String, Double> series = new TreeMap<>();
        SERIES.matcher(text).results().forEach(line -> {
            String labels = LABEL.matcher(line.group(2))
                    .results()
                    .map(label -> label.group())
                    .sorted()
                    .collect(Collectors.joining(","));
            series.put(line.group(1) + "{" + labels + "}", Double.valueOf(line.group(3)));
        });
        return series;
    }

    private static Documentation docs() {
        return new Documentation(Optional.of("https://docs.example/"));
    }

    @ParameterizedTest
    @CsvSource({
        "two-incidents, 1280, false",
        "two-incidents, 390, true",
        "two-incidents, 320, true",
        "hostile-texts, 390, true",
        "hostile-texts, 1280, false",
        "no-host, 390, true"
    })
    void thePageToMailFitsEveryScreenLoadsNothingAndBreaksNoRule(String name, int width, boolean phone)
            throws IOException {
        tools.put("/tmp/" + name + ".html", SweepHtml.text(SweepSamples.named(name), docs()));
        browser.emulate("screen", "light");
        browser.resize(width, 844, phone);
        browser.open("/tmp/" + name + ".html");

        String widest = browser.evaluate(
                "Math.max(document.documentElement.scrollWidth,"
                        + " ...[...document.querySelectorAll('body *')].map(e => Math.floor(e.getBoundingClientRect().right)))");

        Files.write(
                Path.of("target", "sweep-" + name + "-" + width + ".png"),
                Base64.getDecoder().decode(browser.picture()));
        assertThat(Integer.parseInt(widest)).isLessThanOrEqualTo(width);
        assertThat(browser.evaluate("innerWidth")).isEqualTo(Integer.toString(width));
        assertThat(browser.requested()).containsExactly("file:///tmp/" + name + ".html");
        assertThat(browser.complaints()).isEmpty();
        assertThat(browser.evaluate("document.scripts.length")).isEqualTo("0");
        assertThat(browser.evaluate("getComputedStyle(document.querySelector('.tiles')).display"))
                .isEqualTo("grid");
    }

    @Test
    void whatIsFoldedIsPrintedAndTheDarkPageIsDark() {
        tools.put("/tmp/page.html", SweepHtml.text(SweepSamples.fleet(), docs()));
        browser.emulate("screen", "light");
        browser.resize(1280, 844, false);
        browser.open("/tmp/page.html");
        String folded =
                "[...document.querySelectorAll('details')].find(d => d.innerText.includes('waived')).querySelector('article').checkVisibility()";
        String paper = "getComputedStyle(document.body).backgroundColor";

        String onScreen = browser.evaluate(folded);
        String light = browser.evaluate(paper);
        browser.emulate("screen", "dark");
        String dark = browser.evaluate(paper);
        browser.emulate("print", "dark");

        assertThat(onScreen).isEqualTo("false");
        assertThat(browser.evaluate(folded)).isEqualTo("true");
        assertThat(List.of(light, dark, browser.evaluate(paper)))
                .containsExactly("rgb(244, 245, 247)", "rgb(18, 22, 28)", "rgb(255, 255, 255)");
        assertThat(browser.complaints()).isEmpty();
    }
}
