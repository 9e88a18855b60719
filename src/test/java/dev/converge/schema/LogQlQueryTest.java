package dev.converge.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What Loki would refuse is refused here. The first were given to Grafana's own parser of LogQL, by hand, and it refused them; of those that no grammar
 * tells, and of escapes in texts, Loki's source does.
 */
final class LogQlQueryTest {

    @Test
    void aQueryOfOursReads() {
        LogQlQuery query = LogQlQuery.parse(
                "60 * sum by (host, unit) (rate({host=~\"(a|b)(:[0-9]+)?\",unit!=\"\"} |= \"x\" |~ \"y+\" | regexp \"^(?P<who>[^ ]+)\" [5m])) > 10");

        assertThat(query.grouping()).containsExactly("host", "unit");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sum by (host) (rate({unit=\"a\"}[5m])) > 1 or",
                "sum by (host) (rate({unit=\"a\"}[5m]) > 1",
                "sum by (host) (rate({unit=\"a\"}[5m])) > ",
                "sum by (host) (rate({unit=\"a\"}[5 m])) > 1",
                "sum by (host) (rate({unit=\"a\"}[m])) > 1",
                "sum by (host) (rate({unit=\"a\"})) > 1",
                "sum by (host) (rate({}[5m])) > 1",
                "sum by (host) (rate({unit=\"a\",}[5m])) > 1",
                "sum by (host) (rate({unit=a}[5m])) > 1",
                "sum by (host) (rate({unit=='a'}[5m])) > 1",
                "sum by (host) (rate({unit=\"a\"[5m])) > 1",
                "sum by (host) (rate({a.b=\"a\"}[5m])) > 1",
                "sum by (host) (rate({unit=\"a\\.service\"}[5m])) > 1",
                "sum by (host (rate({unit=\"a\"}[5m])) > 1",
                "sum by (host) (count_over_time({unit=\"a\"} |= x [5m])) > 1",
                "sum by (host) (count_over_time({unit=\"a\"} | \"x\" [5m])) > 1",
                "sum by (host) (counted({unit=\"a\"}[5m])) > 1",
                // What no grammar tells.
                "sum by (host) (rate({unit=~\".*\"}[5m])) > 1",
                "sum by (host) (rate({unit!=\"a\"}[5m])) > 1",
                "sum by (host) (rate({unit!~\"a|b\"}[5m])) > 1",
                "sum by (host) (rate({unit=\"\"}[5m])) > 1",
                "sum by (host) (rate({unit=~\"(a\"}[5m])) > 1",
                "sum by (host) (count_over_time({unit=\"a\"} |~ \"(a\" [5m])) > 1",
                "sum by (host) (count_over_time({unit=\"a\"} | regexp \"no name\" [5m])) > 1"
            })
    void whatLokiRefusesIsRefused(String query) {
        assertThatThrownBy(() -> LogQlQuery.parse(query)).isInstanceOf(IllegalArgumentException.class);
    }
}
