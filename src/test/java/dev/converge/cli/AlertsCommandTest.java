package dev.converge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What {@code converge alerts} says to whoever calls it wrongly; what it writes is for {@link AlertCasesTest}. */
final class AlertsCommandTest {

    private static final String CASE = "src/test/resources/cases/alerts/same-thresholds/";

    @Test
    void anUnknownFormatIsRefusedWithThoseThatAreKnown() {
        Cli cli = Cli.run("alerts", "nagios");

        assertThat(cli.status()).isEqualTo(1);
        assertThat(cli.err()).contains("[prometheus, loki, grafana]", "nagios");
        assertThat(cli.out()).isEmpty();
    }

    @Test
    void aWrongPlaybookIsRefusedAndNoRuleIsWritten() {
        Cli cli = Cli.run("alerts", "prometheus", "-i", CASE + "hosts.yml", "nowhere.yml");

        assertThat(cli.status()).isEqualTo(1);
        assertThat(cli.err()).contains("nowhere.yml");
        assertThat(cli.out()).isEmpty();
    }

    @Test
    void aLabelThatPrometheusWouldNotReadIsRefused() {
        Cli cli =
                Cli.run("alerts", "prometheus", "-i", CASE + "hosts.yml", "--host-label", "no\"de", CASE + "site.yml");

        assertThat(cli.status()).isEqualTo(1);
        assertThat(cli.err()).contains("--host-label no\"de");
        assertThat(cli.out()).isEmpty();
    }

    @Test
    void hostsAreNamedByTheLabelAskedFor() {
        Cli cli = Cli.run("alerts", "prometheus", "-i", CASE + "hosts.yml", "--host-label", "node", CASE + "site.yml");

        assertThat(cli.out()).contains("avg by (node)", "{{ $labels.node }}").doesNotContain("instance");
    }
}
