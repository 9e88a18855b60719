package dev.converge.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import dev.converge.report.sweep.Documentation;
import dev.converge.report.sweep.SweepJunit;
import dev.converge.report.sweep.SweepSamples;
import dev.converge.report.sweep.SweepSarif;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a sweep writes as SARIF and as JUnit XML has the form that their readers know; and a wrong file is told. */
final class SweepFileSchemaTest {

    private static final JsonSchema SARIF = JsonSchema.named("sarif");

    static Stream<String> names() {
        return SweepSamples.all().keySet().stream();
    }

    private static String sarif(String name, Optional<String> address) {
        return SweepSarif.text(SweepSamples.named(name), new Documentation(address));
    }

    @ParameterizedTest
    @MethodSource("names")
    void sarifIsAsItsStandardSays(String name) {
        assertThat(SARIF.complaints(sarif(name, Optional.of("https://docs.example/")), InputFormat.JSON))
                .isEmpty();
        assertThat(SARIF.complaints(sarif(name, Optional.empty()), InputFormat.JSON))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "version": "2.1.0"      | "version": "2.1"         | '/version const'
            "runs"                  | "run"                    | ' required runs'
            "tool"                  | "tools"                  | '/runs/0 required tool'
            "name": "converge"      | "title": "converge"      | '/runs/0/tool/driver required name'
            "id": "duplicate        | "id": "Duplicate         | '/runs/0/tool/driver/rules/0/id pattern'
            "shortDescription"      | "summary"                | '/runs/0/tool/driver/rules/0 required shortDescription'
            "utf16CodeUnits"        | "utf16"                  | '/runs/0/columnKind enum'
            03:15:00Z               | 03:15:00                 | '/runs/0/invocations/0/startTimeUtc pattern'
            2026-11-22T             | 2026-13-22T              | '/runs/0/invocations/0/startTimeUtc format'
            "executionSuccessful"   | "successful"             | '/runs/0/invocations/0 required executionSuccessful'
            "level": "error"        | "level": "critical"      | '/runs/0/invocations/0/toolExecutionNotifications/0/level enum'
            "uri": "file://tank1/"  | "uri": "file://tank1"    | '/runs/0/originalUriBaseIds/tank1/uri pattern'
            "ruleIndex": 0          | "ruleIndex": "0"         | '/runs/0/results/0/ruleIndex type'
            "ruleIndex": 0          | "rank": 0                | '/runs/0/results/0 additionalProperties rank'
            "startLine": 7          | "startLine": 0           | '/runs/0/results/0/locations/0/physicalLocation/region/startLine minimum'
            "uri": "etc/            | "uri": "/etc/            | '/runs/0/results/0/locations/0/physicalLocation/artifactLocation/uri pattern'
            "uri": "etc/            | "uri": "a file/          | '/runs/0/results/0/locations/0/physicalLocation/artifactLocation/uri pattern'
            "kind": "unit"          | "kind": "service"        | '/runs/0/results/0/locations/0/logicalLocations/0/kind enum'
            "converge/v1"           | "v1"                     | '/runs/0/results/0/partialFingerprints propertyNames v1'
            "kind": "external"      | "kind": "waived"         | '/runs/0/results/4/suppressions/0/kind enum'
            """)
    void aWrongSarifFileIsTold(String right, String wrong, String complaint) {
        String text = sarif("two-incidents", Optional.empty());
        String broken = edited(text, right, wrong);

        assertThat(broken).isNotEqualTo(text);
        assertThat(SARIF.complaints(broken, InputFormat.JSON)).contains(complaint);
    }

    @ParameterizedTest
    @MethodSource("names")
    void junitXmlIsAsItsReadersTakeIt(String name) throws Exception {
        assertThat(JunitSchema.complaints(SweepJunit.text(SweepSamples.named(name))))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            <testsuites name        | <testsuites title               | testsuites
            timestamp="2026-11-22T03:15:00" | timestamp="2026-11-22T03:15:00Z" | timestamp
            timestamp="2026-11-22T03:15:00" | timestamp="22 November 2026"     | timestamp
            tests="                 | tests="-                        | tests
            time="0"                | time="0s"                       | time
            hostname="tank1"        | host="tank1"                    | host
            classname="tank1"       | class="tank1"                   | class
            <testcase               | <system-err/><testcase          | system-err
            <failure type           | <failure/><failure type         | failure
            failure type="          | failure type="Two units:         | type
            name="cam1"             | name="tank1"                    | one-suite-of-a-name
            <skipped message        | <skipped reason                 | reason
            </skipped>              | why</skipped>                   | skipped
            """)
    void aWrongJunitFileIsTold(String right, String wrong, String complaint) throws Exception {
        String text = SweepJunit.text(SweepSamples.fleet());
        String broken = edited(text, right, wrong);

        assertThat(broken).isNotEqualTo(text);
        assertThat(JunitSchema.complaints(broken)).anyMatch(told -> told.contains(complaint));
    }

    private static String edited(String text, String right, String wrong) {
        return text.replaceFirst(Pattern.quote(right), Matcher.quoteReplacement(wrong));
    }
}
