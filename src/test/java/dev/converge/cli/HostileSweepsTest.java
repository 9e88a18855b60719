package dev.converge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What hostile hosts do to those who only look: {@code check} with all its files, {@code explain} and {@code history}. The run ends in time,
 * what is shown and written is harmless text in the form that its readers know, nothing else is written, and the other host is swept.
 */
final class HostileSweepsTest {

    private static final int MOST_OUTPUT = 512 * 1024;

    /** An explanation tells each line of a unit, so it is as long as the unit; what a host may answer is 8 MiB. */
    private static final int LONGEST_EXPLANATION = 32 * 1024 * 1024;

    private static final int LARGEST_FILE = 2 * 1024 * 1024;

    @TempDir
    private static Path folder = Path.of("");

    private static HostileFleet fleet;

    private static final Map<String, Future<HostileFleet.Run>> RUNS = new ConcurrentHashMap<>();
    private static final ExecutorService WORKERS = Executors.newFixedThreadPool(16);

    static Stream<HostileCase> looks() {
        return HostileCases.looks();
    }

    static Stream<HostileCase> histories() {
        return HostileCases.histories();
    }

    @BeforeAll
    static void callAllHosts() throws Exception {
        fleet = HostileFleet.start(folder);
        looks().forEach(each -> {
            RUNS.put("check " + each, WORKERS.submit(() -> check(each)));
            RUNS.put("explain " + each, WORKERS.submit(() -> ask(each, "explain", "evil", "evil-a.service")));
        });
        histories().forEach(each -> {
            RUNS.put("history " + each, WORKERS.submit(() -> ask(each, "history", "evil")));
            RUNS.put("history-json " + each, WORKERS.submit(() -> ask(each, "history", "evil", "--format", "json")));
            RUNS.put("history-run " + each, WORKERS.submit(() -> ask(each, "history", "evil", "run-1")));
        });
    }

    @AfterAll
    static void hangUp() throws IOException {
        WORKERS.shutdownNow();
        fleet.close();
    }

    private static HostileFleet.Run check(HostileCase hostile) throws IOException {
        SweptFolder swept = sweptFolder(hostile);
        Files.createDirectories(swept.folder());
        List<String> words = Stream.of(List.of("check", fleet.playbook().toString()), swept.options())
                .flatMap(List::stream)
                .toList();
        return fleet.run(hostile, words, fleet.inventory(hostile, "check"));
    }

    private static HostileFleet.Run ask(HostileCase hostile, String... words) throws IOException {
        return fleet.run(hostile, List.of(words), fleet.inventory(hostile, String.join("-", words)));
    }

    private static SweptFolder sweptFolder(HostileCase hostile) {
        return new SweptFolder(folder.resolve("swept-" + hostile));
    }

    private static HostileFleet.Run runOf(String command, HostileCase hostile) throws Exception {
        Future<HostileFleet.Run> run = RUNS.get(command + " " + hostile);
        if (run == null) {
            throw new IllegalStateException("not begun: " + command + " " + hostile);
        }
        return run.get();
    }

    @Test
    void thereAreAtLeastAHundredAndTwentyHosts() {
        List<HostileCase> cases = Stream.concat(looks(), histories()).toList();

        assertThat(cases).hasSizeGreaterThanOrEqualTo(120);
        assertThat(cases).extracting(HostileCase::name).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("looks")
    void aSweepEndsInTimeSaysWhatHappenedAndTheOtherHostIsSwept(HostileCase hostile) throws Exception {
        HostileFleet.Run run = runOf("check", hostile);

        harmless(run, MOST_OUTPUT);
        Cli cli = run.cli();
        if (hostile.planStatus() == 0) {
            assertThat(cli.status()).as(cli.toString()).isIn(0, 2);
        } else {
            assertThat(cli.status()).as(cli.toString()).isEqualTo(hostile.planStatus());
            assertThat(cli.out()).containsIgnoringCase(hostile.says());
        }
        assertThat(cli.out()).contains("good (systemd 252): nothing found");
    }

    @ParameterizedTest
    @MethodSource("looks")
    void whatASweepWritesIsHarmlessAndReadsAsItsFormatsAndNothingElseIsWritten(HostileCase hostile) throws Exception {
        runOf("check", hostile);
        SweptFolder swept = sweptFolder(hostile);

        swept.hasItsFilesAndNoOther();
        swept.isTextOfNoMoreThan(LARGEST_FILE);
        swept.readsAsItsFormats();
        assertThat(swept.host("good").get("status").getAsString()).isEqualTo("swept");
        assertThat(swept.host("evil").get("status").getAsString())
                .isEqualTo(
                        switch (hostile.planStatus()) {
                            case HostileSays.FAILED -> "failed";
                            case HostileSays.UNREACHABLE -> "unreachable";
                            default -> "swept";
                        });
    }

    /** A host that could put a line of its own into it would have it applied to the others, too. */
    @ParameterizedTest
    @MethodSource("looks")
    void thePlaybookOfFixesIsOneAndForNoOtherHost(HostileCase hostile) throws Exception {
        runOf("check", hostile);
        Path fixes = sweptFolder(hostile).fixes();

        Cli valid =
                Cli.run("validate", "-i", fleet.inventory(hostile, "validate").toString(), fixes.toString());

        assertThat(valid.status()).as(valid + Files.readString(fixes)).isZero();
        assertThat(Files.readAllLines(fixes).stream().filter(line -> line.startsWith("  hosts: ")))
                .isSubsetOf("  hosts: evil", "  hosts: all");
    }

    @ParameterizedTest
    @MethodSource("looks")
    void anExplanationEndsInTimeAndIsHarmless(HostileCase hostile) throws Exception {
        HostileFleet.Run run = runOf("explain", hostile);

        harmless(run, LONGEST_EXPLANATION);
        assertThat(run.cli().status()).as(run.cli().toString()).isIn(0, 1, 3, 4);
    }

    @ParameterizedTest
    @MethodSource("histories")
    void aHistoryEndsInTimeAndIsHarmless(HostileCase hostile) throws Exception {
        for (String command : List.of("history", "history-json", "history-run")) {
            HostileFleet.Run run = runOf(command, hostile);

            harmless(run, MOST_OUTPUT);
        }
        Cli cli = runOf("history", hostile).cli();
        assertThat(cli.status()).as(cli.toString()).isEqualTo(hostile.planStatus());
        assertThat(cli.out()).contains(hostile.says());
    }

    private static void harmless(HostileFleet.Run run, int most) {
        String said = run.cli().out() + run.cli().err();

        assertThat(run.took()).isLessThan(HostileFleet.LONGEST_RUN);
        assertThat(said).doesNotContain("this is a bug", "This is a bug", "\tat ");
        assertThat(HostileFleet.UNSEEN.matcher(said).find()).as(said).isFalse();
        assertThat(said.length()).isLessThan(most);
    }
}
