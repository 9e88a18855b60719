package dev.converge.report.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.converge.host.HostName;
import dev.converge.report.sweep.EarlierSweep.EarlierFinding;
import dev.converge.report.sweep.EarlierSweep.EarlierHost;
import dev.converge.unit.Content;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class EarlierSweepReaderTest {

    private static final String START = "{\"format\": 1, \"time\": \"2026-11-22T03:15:00Z\", ";

    static Stream<String> names() {
        return SweepSamples.all().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("names")
    void aSweepComparedWithItselfHasNothingNewAndNothingGone(String name) {
        FleetSweep sweep = SweepSamples.named(name);

        EarlierSweep read = EarlierSweepReader.read(Content.of(SweepReport.json(sweep)));

        Since since = SinceComparison.of(read, sweep.results());
        assertThat(read.time()).isEqualTo(sweep.time());
        assertThat(since.fresh()).isZero();
        assertThat(since.gone()).isZero();
        assertThat(since.still())
                .isEqualTo(sweep.swept().stream()
                        .mapToLong(swept -> swept.sweep().findings().size())
                        .sum());
    }

    @Test
    void whatIsReadIsWhatIsThere() {
        FleetSweep sweep = SweepSamples.fleet();

        EarlierSweep read = EarlierSweepReader.read(Content.of(SweepReport.json(sweep)));

        EarlierHost tank = host(read, "tank1");
        assertThat(tank.swept()).isTrue();
        assertThat(tank.findings())
                .extracting(EarlierFinding::code)
                .containsExactly(
                        "duplicate-executable", "preset-mismatch", "quota-overcommit", "failed-unit", "unknown-unit");
        assertThat(tank.findings())
                .extracting(EarlierFinding::waived)
                .containsExactly(false, false, false, false, true);
        assertThat(tank.findings().get(3).user().orElseThrow().value()).isEqualTo("anna");
        assertThat(host(read, "tank2").swept()).isFalse();
    }

    @Test
    void whatANewerConvergeAddsIsSkipped() {
        String text = START
                + "\"more\": [{\"x\": 1}], \"hosts\": {\"a\": {\"status\": \"swept\", \"mood\": {}, \"findings\": ["
                + "{\"code\": \"bit-rot\", \"severity\": \"info\", \"unit\": null, \"message\": \"m\", \"smell\": [], \"waived\": null}]}}}";

        EarlierSweep read = EarlierSweepReader.read(Content.of(text));

        assertThat(read.time()).isEqualTo(Instant.parse("2026-11-22T03:15:00Z"));
        assertThat(host(read, "a").findings()).extracting(EarlierFinding::code).containsExactly("bit-rot");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    ``                                         | it is no sweep, or damaged at $
                    hosts: all                                 | it is no sweep, or damaged at $
                    []                                         | it is no sweep, or damaged at $
                    {}                                         | it is no sweep
                    {"saved": 1}                               | it is no sweep
                    {"format": 2, "x": {}}                     | it has format 2, and this converge knows 1
                    {"format": "one"}                          | it is no sweep, or damaged at $.format
                    {"format": 1, "hosts": {}}                 | it is no sweep: it does not say when it was made
                    {"format": 1, "time": "today"}             | $.time is no time
                    {"format": 1, "time": "2026-11-22T03:15:00Z"} x | it is no sweep, or damaged at $
                    {"format": 1, "time": "2026-11-22T03:15:00Z" | it is no sweep, or damaged at $.time
                    START "hosts": []}                         | it is no sweep, or damaged at $.hosts
                    START "hosts": {"-x": {}}}                 | $.hosts.-x is no name of a host
                    START "hosts": {"a": {}, "a": {}}}         | the host a is in it twice
                    START "hosts": {"a": {"findings": [{}]}}}  | the finding before $.hosts.a.findings[1] has no code
                    START "hosts": {"a": {"findings": [{"code": "Bad code"}]}}} | $.hosts.a.findings[0].code holds what cannot be there
                    START "hosts": {"a": {"findings": [{"unit": "../x"}]}}}     | $.hosts.a.findings[0].unit holds what cannot be there
                    START "hosts": {"a": {"findings": [{"user": "a b"}]}}}      | $.hosts.a.findings[0].user holds what cannot be there
                    START "hosts": {"a": {"findings": [{"severity": "bad"}]}}}  | $.hosts.a.findings[0].severity holds what cannot be there
                    START "hosts": {"a": {"findings": [{"message": 3}]}}}       | the finding before $.hosts.a.findings[1] has no code
                    """)
    void anythingElseIsRefused(String text, String refusal) {
        Content file = Content.of(text.replace("START ", START));

        assertThatThrownBy(() -> EarlierSweepReader.read(file))
                .isInstanceOf(UnusableSweepException.class)
                .hasMessage(refusal);
    }

    @Test
    void depthAndBytesThatAreNoTextAreRefused() {
        List<Content> files = List.of(
                Content.of("[".repeat(1_000_000)),
                Content.of("{\"format\": 1, \"x\": " + "[".repeat(1_000_000)),
                Content.of("{\"format\": 1, \"x\": " + "{\"y\":".repeat(1_000_000)),
                Content.of(new byte[] {(byte) 0xff, (byte) 0xfe, 0}));

        for (Content file : files) {
            assertThatThrownBy(() -> EarlierSweepReader.read(file)).isInstanceOf(UnusableSweepException.class);
        }
    }

    private static EarlierHost host(EarlierSweep sweep, String name) {
        return Optional.ofNullable(sweep.hosts().get(new HostName(name))).orElseThrow();
    }
}
