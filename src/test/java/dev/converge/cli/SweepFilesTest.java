package dev.converge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.converge.host.HostName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The files that {@code check} writes, of a directory tree. */
final class SweepFilesTest {

    @TempDir
    private Path folder = Path.of("");

    @BeforeEach
    void layOutATreeAndAPlaybook() throws IOException {
        write("host/etc/machine-id", "5d2b8a3c7e9f4061b2d3c4e5f6a7b8c9\n");
        write(
                "host/etc/systemd/system/polyscan.service",
                "[Service]\nExecStart=/bin/false\nRestart=always\nStartLimitIntervalSec=5min\n");
        write("site.yml", "- name: All\n  hosts: all\n  strays: [{ match: [\"stray-*.service\"] }]\n");
    }

    private void write(String file, String text) throws IOException {
        Files.createDirectories(folder.resolve(file).getParent());
        Files.writeString(folder.resolve(file), text);
    }

    private Cli check(String... more) {
        List<String> arguments = new ArrayList<>(List.of("check", "--root", path("host"), path("site.yml")));
        arguments.addAll(List.of(more));
        return Cli.run(arguments.toArray(String[]::new));
    }

    private String path(String file) {
        return folder.resolve(file).toString();
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private String mode(String file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(file)));
    }

    @Test
    void oneSweepWritesAllFilesAndLeavesNothingBesideThem() throws IOException {
        Cli check = check(
                "--json",
                path("a.json"),
                "--junit",
                path("a.xml"),
                "--sarif",
                path("a.sarif"),
                "--html",
                path("a.html"),
                "--prometheus",
                path("a.prom"),
                "--fix-plan",
                path("fixes.yml"));

        assertThat(check.err()).isEmpty();
        assertThat(check.status()).isEqualTo(2);
        assertThat(names())
                .containsExactly("a.html", "a.json", "a.prom", "a.sarif", "a.xml", "fixes.yml", "host", "site.yml");
        assertThat(folder.resolve("a.json")).content().contains("\"start-limit-misplaced\"");
        assertThat(folder.resolve("a.xml"))
                .content()
                .contains("<testcase classname=\"root\" name=\"polyscan.service\"");
        assertThat(folder.resolve("a.sarif")).content().contains("\"startLine\": 4");
        assertThat(folder.resolve("a.html")).content().contains("polyscan.service");
        assertThat(folder.resolve("a.prom")).content().contains("converge_host_swept{host=\"root\"} 1\n");
        assertThat(folder.resolve("fixes.yml")).content().contains("restart: { StartLimitIntervalSec: ");
    }

    @Test
    void onlyWhatACollectorReadsIsForAllToRead() throws IOException {
        check("--json", path("a.json"), "--html", path("a.html"), "--prometheus", path("a.prom"));

        assertThat(mode("a.json")).isEqualTo("rw-------");
        assertThat(mode("a.html")).isEqualTo("rw-------");
        assertThat(mode("a.prom")).isEqualTo("rw-r--r--");
    }

    @Test
    void aFolderGetsAFileForEachHost() throws IOException {
        Files.createDirectory(folder.resolve("metrics"));

        Cli check = check("--prometheus", path("metrics"));

        assertThat(check.status()).isEqualTo(2);
        assertThat(folder.resolve("metrics/converge_root.prom"))
                .content()
                .contains("converge_host_up{host=\"root\"} 1\n");
    }

    @Test
    void theNextSweepTakesThePlaceOfTheLastAndTellsWhatIsNew() throws IOException {
        check("--json", path("a.json"), "--html", path("a.html"));
        write("host/etc/systemd/system/b.service", "[Service]\nExecStart=/bin/b\nNise=3\n");
        write(
                "host/etc/systemd/system/polyscan.service",
                "[Unit]\nStartLimitIntervalSec=5min\n[Service]\nExecStart=/bin/false\nRestart=always\nRestartSec=1\n");

        Cli check = check("--since", path("a.json"), "--json", path("a.json"), "--html", path("a.html"));

        assertThat(check.out())
                .contains("warning unknown-directive b.service [new]\n")
                .contains("gone from root: ", " start-limit-misplaced polyscan.service\n", ": 1 new, ");
        assertThat(folder.resolve("a.json")).content().contains("\"since\": {");
        assertThat(folder.resolve("a.html")).content().contains("<span class=\"badge new\">new</span>");
    }

    /** A service that runs every night says the same every night. */
    @Test
    void theFirstSweepOfASeriesHasNoEarlierOneAndTheSecondHas() {
        String[] nightly = {"--since", path("a.json"), "--json", path("host/../a.json")};

        Cli first = check(nightly);
        Cli second = check(nightly);

        assertThat(first.status()).isEqualTo(2);
        assertThat(first.err())
                .isEqualTo("converge: --since: there is no " + path("a.json")
                        + " yet, so nothing is compared; --json makes it for the next sweep\n");
        assertThat(first.out()).doesNotContain("Since ");
        assertThat(second.err()).isEmpty();
        assertThat(second.out()).contains("\nSince ").contains(": 0 new, ");
    }

    @Test
    void anEarlierSweepThatIsMissingIsNoFirstNightWhenAnotherFileIsWritten() throws IOException {
        List<String> before = names();

        Cli check = check("--since", path("b.json"), "--json", path("a.json"));

        assertThat(check.status()).isEqualTo(1);
        assertThat(check.err()).contains("b.json: there is no such file");
        assertThat(names()).isEqualTo(before);
    }

    /** Whoever lays a link there decides what is read and written. */
    @Test
    void aLinkThatLeadsNowhereIsNoFirstNight() throws IOException {
        Files.createSymbolicLink(folder.resolve("a.json"), folder.resolve("gone"));

        Cli check = check("--since", path("a.json"), "--json", path("a.json"));

        assertThat(check.status()).isEqualTo(1);
        assertThat(check.err()).contains("a.json is there already and is not what an earlier sweep wrote");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    --json site.yml         | --json: DIR/site.yml is there already and is not what an earlier sweep wrote, so it is left alone: name another file
                    --html host             | --html: DIR/host is there already and is not what an earlier sweep wrote, so it is left alone: name another file
                    --junit no/a.xml        | --junit: DIR/no/a.xml cannot be written: there is no folder DIR/no
                    --prometheus no/        | --prometheus: DIR/no/converge_root.prom cannot be written: there is no folder DIR/no
                    --since site.yml        | --since: DIR/site.yml: it is no sweep, or damaged at $. It takes what an earlier converge check wrote with --json FILE
                    --since no.json         | --since: DIR/no.json: there is no such file; only one that --json makes may be missing
                    --since host            | --since: DIR/host is no file
                    --docs-url javascript:x | --docs-url takes an address such as https://git.example.org/ops/converge/docs/, not 'DIR/javascript:x'
                    """)
    void whatCannotBeWrittenOrReadIsToldBeforeAnyHostIsAsked(String argument, String message) throws IOException {
        List<String> before = names();
        String[] words = argument.split(" ", 2);

        Cli check = check(words[0], path(words[1]) + (words[1].endsWith("/") ? "/" : ""));

        assertThat(check.status()).isEqualTo(1);
        assertThat(check.out()).isEmpty();
        assertThat(check.err()).isEqualTo("converge: " + message.replace("DIR", folder.toString()) + "\n");
        assertThat(names()).isEqualTo(before);
        assertThat(folder.resolve("site.yml")).content().startsWith("- name: All");
    }

    @Test
    void oneFileForTwoFormsIsRefused() {
        Cli check = check("--json", path("a"), "--html", path("x/../a"));

        assertThat(check.status()).isEqualTo(1);
        assertThat(check.err()).isEqualTo("converge: --html and --json name one file: " + path("x/../a") + "\n");
    }

    @Test
    void theNameOfAFileIsSafeWhateverTheHostIsCalled() {
        assertThat(SweepFiles.name(new HostName("..fe80::1"))).isEqualTo("converge_..fe80::1.prom");
        assertThat(SweepFiles.name(new HostName("x".repeat(253)))).hasSizeLessThan(255);
        assertThat(SweepFiles.name(new HostName("x".repeat(252) + "y")))
                .isNotEqualTo(SweepFiles.name(new HostName("x".repeat(252) + "z")));
    }
}
