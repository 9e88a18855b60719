package dev.converge.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.converge.host.HostFailureException;
import dev.converge.unit.UnitName;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is made of the answers of hosts that are broken or lie. */
final class HistoryAnswerTest {

    private static final String HASH = "a".repeat(64);
    private static final String ABOUT = """
            run run-1
            by lukas
            since 2026-11-22T03:15:00Z
            plays avatar-tank polyscan
            changes 2
            jobs 3
            until 2026-11-22T03:15:09Z
            outcome applied
            """;
    private static final String MANIFEST = """
            9
            -
            -
            f:600:0:0:%s
            20
            /etc/systemd/system/.converge/manifest
            """.formatted(HASH);

    private final Map<String, String> files = new LinkedHashMap<>();

    private HistoryAnswerTest file(String name, String content) {
        files.put(name, content);
        return this;
    }

    private String answer() {
        return HistoryAnswer.of(files);
    }

    private HostHistory read() throws HostFailureException {
        return HistoryAnswer.read(answer());
    }

    private static String entry(int number, String before, String after, String path) {
        return number + "\n-\n" + before + "\n" + after + "\n0\n" + path + "\n";
    }

    @Test
    void aRunIsReadWithItsJournal() throws Exception {
        file("hist/run-1/about", ABOUT);
        file("hist/run-1/plan", entry(1, "-", "l:/dev/null", "/etc/systemd/system/x.service") + MANIFEST + "end\n");
        file("hist/run-1/stops", "whole y.service\n");
        file("hist/run-1/jobs", "daemon-reload\nreload z.service\nrm -rf /\n");
        file("hist/run-1/touched.1001", "y.service\nactive\n/system.slice/y.service\n");
        file("hist/run-1/touched.1002", "z.service\nactive\n/system.slice/z.service\n");

        HostHistory history = read();

        PastRun run = history.runs().getFirst();
        Journal journal = run.journal().orElseThrow();
        assertThat(run.plays()).extracting(Object::toString).containsExactly("avatar-tank", "polyscan");
        assertThat(journal.paths())
                .singleElement()
                .satisfies(entry -> assertThat(entry.after().target()).contains("/dev/null"));
        assertThat(journal.system().asked()).containsExactly("stop y.service", "daemon-reload", "reload z.service");
        assertThat(journal.system().before().units())
                .extracting(unit -> unit.unit() + " " + unit.ran() + " " + unit.reload())
                .containsExactly("y.service true false", "z.service true true");
        assertThat(history.hindrance(run)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1\n-\n-\nl:x\n0\n/etc/../etc/shadow\n",
                "1\n-\n-\nl:x\n0\nrelative\n",
                "1\n-\n-\nl:x\n0\n/etc/\u001b[2J\n",
                "1\nelsewhere\n-\nl:x\n0\n/etc/x\n",
                "../1\n-\n-\nl:x\n0\n/etc/x\n",
                "1\n-\nf:0644:0:0:zz\n-\n0\n/etc/x\n",
                "1\n-\nf:9999:0:0:aaaa\n-\n0\n/etc/x\n",
                "1\n-\nf:644:99999999999:0:HASH\n-\n0\n/etc/x\n",
                "1\n-\no\n-\n0\n/etc/x\n",
                "1\n-\n-\n0\n/etc/x\n",
                "99999999999\n-\n-\nl:x\n0\n/etc/x\n"
            })
    void aJournalWithAnythingOddInItIsNone(String entry) throws Exception {
        file("hist/run-1/about", ABOUT);
        file("hist/run-1/plan", entry.replace("HASH", HASH) + MANIFEST + "end\n");

        HostHistory history = read();

        assertThat(history.runs()).singleElement().satisfies(run -> {
            assertThat(run.journal()).isEmpty();
            assertThat(history.hindrance(run)).contains("its backups are no longer kept");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "end", "end\n", "1\n-\n-\nl:x\n0\n/etc/x\n"})
    void aJournalThatIsNotWholeIsNone(String journal) throws Exception {
        file("hist/run-1/about", ABOUT);
        file("hist/run-1/plan", journal);

        HostHistory history = read();

        assertThat(history.runs().getFirst().journal()).isEmpty();
    }

    @Test
    void aRecordUnderTheNameOfAnotherRunIsNobodys() throws Exception {
        file("hist/run-2/about", ABOUT);
        file("hist/run-1/about", ABOUT);
        file("hist/run-3/about", ABOUT.replace("run run-1", "run ../run-3"));

        HostHistory history = read();

        assertThat(history.runs()).extracting(run -> run.id().value()).containsExactly("run-1");
    }

    @Test
    void whatMakesNoSenseInARecordCountsAsMissing() throws Exception {
        file("hist/run-1/about", """
                run run-1
                since yesterday
                plays Avatar ../x ok
                changes -5
                jobs 99999999999999
                undoes not/a/run
                outcome applied
                """);
        file("hist/run-1/touched.1", "no unit at all\nactive\n");

        PastRun run = read().runs().getFirst();

        assertThat(run.since() + run.by()).isEmpty();
        assertThat(run.until()).isEmpty();
        assertThat(run.plays()).extracting(Object::toString).containsExactly("ok");
        assertThat(run.changes() + run.jobs()).isZero();
        assertThat(run.undoes()).isEmpty();
    }

    @Test
    void runsThatTakeBackOneAnotherInACircleEndNothing() throws Exception {
        file("hist/run-1/about", ABOUT + "undoes run-2\n");
        file("hist/run-2/about", ABOUT.replace("run-1", "run-2") + "undoes run-1\n");

        HostHistory history = read();

        assertThat(history.last()).isEmpty();
        assertThat(history.runs())
                .hasSize(2)
                .allSatisfy(run -> assertThat(history.hindrance(run)).isPresent());
    }

    @Test
    void anOpenChangeIsToldAsOpenWhateverItSaysOfItself() throws Exception {
        file("txn/about", ABOUT);

        HostHistory history = read();

        assertThat(history.runs())
                .singleElement()
                .satisfies(run -> assertThat(run.ending()).isEqualTo(PastRun.Ending.OPEN));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "5 hist/run-1/../../../etc/passwd extra",
                "-5 hist/run-1/about",
                "99999999 hist/run-1/about",
                "about",
                "5  hist/run-1/about",
                "5 hist/run-1/\u001b[2J"
            })
    void aListOfFilesThatIsNoneIsRefused(String line) {
        String answer = answer().replace(" files\n", " files\n" + line + "\n");

        assertThatThrownBy(() -> HistoryAnswer.read(answer))
                .isInstanceOf(HostFailureException.class)
                .hasMessage("The host's history makes no sense");
    }

    @Test
    void sizesThatDoNotAddUpAreToldAsAChangeMeanwhile() {
        String more = file("hist/run-1/about", ABOUT).answer().replace("\nEND", "more\nEND");
        String less = answer().replaceFirst("run run-1\n", "");

        assertThatThrownBy(() -> HistoryAnswer.read(more)).hasMessage("The history changed while it was read");
        assertThatThrownBy(() -> HistoryAnswer.read(less)).hasMessage("The history changed while it was read");
    }

    @Test
    void whatIsNoAnswerIsToldAsSuch() {
        String whole = file("hist/run-1/about", ABOUT).answer();

        assertThatThrownBy(() -> HistoryAnswer.read("welcome\n")).hasMessage("Something else than history.sh answered");
        assertThatThrownBy(() -> HistoryAnswer.read(whole.replace(HistoryAnswer.NONCE, "f".repeat(16))))
                .hasMessage("Something else than history.sh answered");
        assertThatThrownBy(() -> HistoryAnswer.read(whole.substring(0, whole.indexOf("\nEND"))))
                .hasMessage("The answer was cut short");
        assertThatThrownBy(() -> HistoryAnswer.read(whole.replace(" files\n", " failed\n")))
                .hasMessage("The history cannot be read on the host");
    }

    @Test
    void namesOfUnitsAreHeldToTheirGrammar() throws Exception {
        file("hist/run-1/about", ABOUT);
        file("hist/run-1/plan", MANIFEST + "end\n");
        file("hist/run-1/others", "good.service\n--now.service; reboot\n$(id).service\n");

        Journal journal = read().runs().getFirst().journal().orElseThrow();

        assertThat(journal.system().before().units())
                .extracting(unit -> unit.unit())
                .containsExactly(new UnitName("good.service"));
    }
}
