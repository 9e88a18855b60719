package dev.converge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
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
 * Whatever a host does once it has let us in: the run ends in time and rightly, the other host is done, what the operator sees is text, and
 * it says what happened. Each case goes through the whole program, as a plan and as an apply, in text and in JSON.
 */
final class HostileHostsTest {

    private static final int MOST_OUTPUT = 256 * 1024;

    @TempDir
    private static Path folder = Path.of("");

    private static HostileFleet fleet;

    private static final Map<String, Future<HostileFleet.Run>> RUNS = new ConcurrentHashMap<>();
    private static final ExecutorService WORKERS = Executors.newFixedThreadPool(24);

    /** How converge is called. */
    enum Manner {
        PLAN("plan"),
        PLAN_JSON("plan --format json"),
        APPLY("apply --yes --confirm-timeout 1"),
        APPLY_JSON("apply --yes --confirm-timeout 1 --format json");

        private final String line;

        Manner(String line) {
            this.line = line;
        }

        List<String> words() {
            return List.of(line.split(" ", -1));
        }

        boolean isApply() {
            return line.startsWith("apply");
        }

        boolean isJson() {
            return line.endsWith("json");
        }
    }

    static Stream<HostileCase> cases() {
        return HostileCases.all();
    }

    @BeforeAll
    static void callAllHosts() throws Exception {
        fleet = HostileFleet.start(folder);
        cases().forEach(each -> {
            for (Manner manner : Manner.values()) {
                RUNS.put(each + " " + manner, WORKERS.submit(() -> run(each, manner)));
            }
        });
    }

    @AfterAll
    static void hangUp() throws IOException {
        WORKERS.shutdownNow();
        fleet.close();
    }

    @Test
    void thereAreAtLeastSixty() {
        List<HostileCase> cases = cases().toList();

        assertThat(cases).hasSizeGreaterThanOrEqualTo(60);
        assertThat(cases).extracting(HostileCase::name).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theRunEndsInTimeAndRightly(HostileCase hostile) throws Exception {
        for (Manner manner : Manner.values()) {
            HostileFleet.Run run = runOf(hostile, manner);

            Cli cli = run.cli();
            assertThat(run.took()).as("%s", manner).isLessThan(HostileFleet.LONGEST_RUN);
            assertThat(cli.status())
                    .as("%s: %s", manner, cli)
                    .isEqualTo(manner.isApply() ? hostile.applyStatus() : hostile.planStatus());
            assertThat(cli.out() + cli.err())
                    .as("%s", manner)
                    .doesNotContain("this is a bug", "This is a bug", "\tat ");
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void whatTheOperatorSeesIsTextAndNotTooMuch(HostileCase hostile) throws Exception {
        for (Manner manner : Manner.values()) {
            Cli cli = runOf(hostile, manner).cli();

            assertThat(HostileFleet.UNSEEN.matcher(cli.out() + cli.err()).find())
                    .as("%s: %s", manner, cli)
                    .isFalse();
            assertThat(cli.out().length() + cli.err().length()).as("%s", manner).isLessThan(MOST_OUTPUT);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theReportSaysWhatHappenedAndTheOtherHostIsDone(HostileCase hostile) throws Exception {
        for (Manner manner : Manner.values()) {
            Cli cli = runOf(hostile, manner).cli();

            if (manner.isApply() || hostile.saidByPlan()) {
                assertThat(cli.out().replace('-', ' '))
                        .as("%s", manner)
                        .containsIgnoringCase(hostile.says().replace('-', ' '));
            }
            assertThat(endOfGood(cli, manner)).as("%s: %s", manner, cli.out()).isTrue();
        }
    }

    private static HostileFleet.Run runOf(HostileCase hostile, Manner manner) throws Exception {
        Future<HostileFleet.Run> run = RUNS.get(hostile + " " + manner);
        if (run == null) {
            throw new IllegalStateException("not begun: " + hostile + " " + manner);
        }
        return run.get();
    }

    private static boolean endOfGood(Cli cli, Manner manner) {
        if (!manner.isJson()) {
            return cli.out().contains(manner.isApply() ? "\ngood done: " : "good (systemd 252): ");
        }
        JsonObject good = JsonParser.parseString(cli.out())
                .getAsJsonObject()
                .getAsJsonObject("hosts")
                .getAsJsonObject("good");
        return manner.isApply()
                ? good.getAsJsonObject("outcome").get("result").getAsString().equals("done")
                : good.get("status").getAsString().equals("changes");
    }

    private static HostileFleet.Run run(HostileCase hostile, Manner manner) throws IOException {
        Path inventory = fleet.inventory(hostile, manner.name());
        List<String> words = Stream.concat(
                        manner.words().stream(), Stream.of(fleet.playbook().toString()))
                .toList();
        return fleet.run(hostile, words, inventory);
    }
}
