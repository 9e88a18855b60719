package dev.converge.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The files of {@code cases/alerts}, which are what converge writes, are what Prometheus, Loki and Grafana read; and a wrong one is told. */
final class RuleFileSchemaTest {

    static Stream<RuleFileText> files() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/test/resources/cases/alerts"))) {
            return files
                    .filter(file -> file.getFileName().toString().endsWith(".expected.yml"))
                    .sorted()
                    .toList()
                    .stream()
                    .map(RuleFileText::of);
        }
    }

    @Test
    void eachCaseHasAFileOfEachFormat() throws IOException {
        List<RuleFileText> files = files().toList();

        assertThat(files).hasSizeGreaterThanOrEqualTo(9);
        assertThat(files).extracting(RuleFileText::format).contains("prometheus", "loki", "grafana");
    }

    @ParameterizedTest
    @MethodSource("files")
    void theSchemaOfItsReaderHasNothingAgainstIt(RuleFileText file) {
        assertThat(file.schema().complaints(file.text(), InputFormat.YAML)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("files")
    void noTwoGroupsHaveOneNameAndNoTwoRulesOneUidOrTitle(RuleFileText file) {
        assertThat(file.values("groups", "name")).doesNotHaveDuplicates();
        assertThat(file.values("rules", "uid")).doesNotHaveDuplicates();
        assertThat(file.values("rules", "title")).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("files")
    void theLogQlReadsAndItsResultHasTheLabelsThatTheSummaryNames(RuleFileText file) {
        for (AlertText alert : file.alerts().stream().filter(AlertText::isLogQl).toList()) {
            LogQlQuery query = LogQlQuery.parse(alert.expression());

            assertThat(query.grouping()).as(alert.summary()).containsAll(alert.labelsOfSummary());
        }
        assertThat(file.alerts().stream().anyMatch(AlertText::isLogQl))
                .isEqualTo(!file.format().equals("prometheus"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            loki       | groups:                       | rules:                  | ' required groups'
            loki       | groups:                       | group:                  | ' additionalProperties group'
            loki       | rules:                        | alerts:                 | '/groups/0 required rules'
            loki       | '  - name: converge journal'  | '  - name: ""'          | '/groups/0/name minLength'
            loki       | alert: JournalErrors          | record: JournalErrors   | '/groups/0/rules/0 required alert'
            loki       | alert: JournalErrors          | alert: Journal errors   | '/groups/0/rules/0/alert pattern'
            loki       | expr:                         | expression:             | '/groups/0/rules/0 required expr'
            loki       | 'for: 5m'                     | 'for: 5 min'            | '/groups/0/rules/0/for pattern'
            loki       | 'for: 5m'                     | 'for: 5m1h'             | '/groups/0/rules/0/for pattern'
            loki       | 'for: 5m'                     | 'for: 5'                | '/groups/0/rules/0/for type'
            loki       | 'for: 5m'                     | 'hold: 5m'              | '/groups/0/rules/0 additionalProperties hold'
            loki       | 'severity: warning'           | 'severity: 2'           | '/groups/0/rules/0/labels/severity enum'
            loki       | 'severity: warning'           | 'severity-of: warning'  | '/groups/0/rules/0/labels propertyNames severity-of'
            loki       | 'severity: warning'           | '__name__: warning'     | '/groups/0/rules/0/labels propertyNames __name__'
            loki       | 'summary:'                    | 'title:'                | '/groups/0/rules/0/annotations required summary'
            loki       | '{{ $labels.unit }}'          | '{{ $labels.unit }'     | '/groups/0/rules/0/annotations/summary pattern'
            loki       | '{{ $labels.unit }}'          | '{{ $label.unit }}'     | '/groups/0/rules/0/annotations/summary pattern'
            prometheus | 'for: 1m'                     | 'for: -1m'              | '/groups/0/rules/0/for pattern'
            grafana    | apiVersion: 1                 | apiVersion: 2           | '/apiVersion const'
            grafana    | orgId: 1                      | orgID: 1                | '/groups/0 required orgId'
            grafana    | folder: converge              | folder: ' '             | '/groups/0/folder pattern'
            grafana    | interval: 1m                  | interval: 65s           | '/groups/0/interval pattern'
            grafana    | interval: 1m                  | interval: 60            | '/groups/0/interval type'
            grafana    | uid: converge-process         | uid: converge.process   | '/groups/0/rules/0/uid pattern'
            grafana    | uid: converge-process         | uid: the-uid-that-is-far-too-long- | '/groups/0/rules/0/uid pattern'
            grafana    | title: ProcessIds             | title: $ProcessIds      | '/groups/0/rules/0/title pattern'
            grafana    | condition: fires              | conditions: fires       | '/groups/0/rules/0 required condition'
            grafana    | noDataState: OK               | noDataState: Ok         | '/groups/0/rules/0/noDataState enum'
            grafana    | noDataState: OK               | nodataState: OK         | '/groups/0/rules/0 required noDataState'
            grafana    | execErrState: Error           | execErrState: NoData    | '/groups/0/rules/0/execErrState enum'
            grafana    | 'for: 1m'                     | 'for: a minute'         | '/groups/0/rules/0/for pattern'
            grafana    | isPaused: false               | isPaused: "no"          | '/groups/0/rules/0/isPaused type'
            grafana    | from: 600                     | from: 10m               | '/groups/0/rules/0/data/0/relativeTimeRange/from type'
            grafana    | from: 600                     | from: 0                 | '/groups/0/rules/0/data/0/relativeTimeRange/from minimum'
            grafana    | datasourceUid: prometheus     | datasourceUid: mimir    | '/groups/0/rules/0/data/0 oneOf'
            grafana    | instant: true                 | instant: yes please     | '/groups/0/rules/0/data/0 oneOf'
            grafana    | expr:                         | query:                  | '/groups/0/rules/0/data/0 oneOf'
            grafana    | type: threshold               | type: treshold          | '/groups/0/rules/0/data/1 oneOf'
            grafana    | 'type: gt'                    | 'type: above'           | '/groups/0/rules/0/data/1/model/conditions/0/evaluator/type enum'
            grafana    | '- 0'                         | '- "0"'                 | '/groups/0/rules/0/data/1/model/conditions/0/evaluator/params/0 type'
            grafana    | '{{ $values.value.Value |'    | '{{ $value |'           | '/groups/0/rules/0/annotations/summary pattern'
            grafana    | 'severity: critical'          | 'severity: $critical'   | '/groups/0/rules/0/labels/severity enum'
            """)
    void aWrongFileIsTold(String format, String right, String wrong, String complaint) {
        RuleFileText file =
                RuleFileText.of(Path.of("src/test/resources/cases/alerts/same-thresholds", format + ".expected.yml"));
        String broken = file.text().replaceFirst(Pattern.quote(right), Matcher.quoteReplacement(wrong));

        assertThat(broken).isNotEqualTo(file.text());
        assertThat(file.schema().complaints(broken, InputFormat.YAML)).contains(complaint);
    }
}
