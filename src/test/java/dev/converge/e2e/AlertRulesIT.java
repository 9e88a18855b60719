package dev.converge.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.converge.alert.AlertFormat;
import dev.converge.desired.DesiredHost;
import dev.converge.engine.HostTask;
import dev.converge.engine.Request;
import dev.converge.engine.WorkReader;
import dev.converge.problem.Problems;
import dev.converge.schema.AlertText;
import dev.converge.schema.RuleFileText;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.testcontainers.containers.Container.ExecResult;

/** promtool reads the rules for playbooks/site.yml, and fires them at the numbers of both incidents. */
final class AlertRulesIT {

    private static ReaderTools tools;

    @BeforeAll
    static void start() {
        tools = ReaderTools.start();
        tools.put("/tmp/rules.yml", AlertFormat.prometheus.text(hosts(), Optional.empty()));
    }

    @AfterAll
    static void stop() {
        tools.close();
    }

    @Test
    void promtoolFindsNothingWrongWithTheRules() {
        ExecResult promtool = tools.run("promtool check rules /tmp/rules.yml 2>&1");

        assertThat(promtool.getStdout()).contains("SUCCESS: 17 rules found");
        assertThat(promtool.getExitCode()).isZero();
    }

    @Test
    void theRulesFireAtTheNumbersOfTheIncidentsAndAreSilentInAHealthyNight() {
        tools.put("/tmp/incidents.test.yml", Path.of("src/test/resources/alerts/incidents.test.yml"));

        ExecResult promtool = tools.run("promtool test rules /tmp/incidents.test.yml 2>&1");

        assertThat(promtool.getStdout()).contains("SUCCESS").doesNotContain("FAILED");
        assertThat(promtool.getExitCode()).isZero();
    }

    /** Grafana reads the queries only when it evaluates them, so nothing else would tell of a wrong one. */
    @Test
    void promtoolReadsTheQueriesThatGrafanaHandsToPrometheus() {
        RuleFileText grafana = new RuleFileText("site", "grafana", AlertFormat.grafana.text(hosts(), Optional.empty()));
        List<String> queries = grafana.alerts().stream()
                .filter(alert -> !alert.isLogQl())
                .map(AlertText::expression)
                .toList();
        tools.put(
                "/tmp/grafana.yml",
                queries.stream()
                        .map(query -> "      - alert: A" + queries.indexOf(query) + "\n        expr: '"
                                + query.replace("'", "''") + "'\n")
                        .collect(Collectors.joining("", "groups:\n  - name: grafana\n    rules:\n", "")));

        ExecResult promtool = tools.run("promtool check rules /tmp/grafana.yml 2>&1");

        assertThat(promtool.getStdout()).contains("SUCCESS: 17 rules found");
        assertThat(promtool.getExitCode()).isZero();
    }

    private static List<DesiredHost> hosts() {
        Problems problems = new Problems();
        Request request = new Request(
                Optional.empty(),
                List.of(Path.of("inventory/hosts.yml")),
                List.of(Path.of("playbooks/site.yml")),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                new Request.Connecting(Optional.empty(), Optional.empty(), Duration.ofSeconds(10)));
        List<HostTask> tasks = WorkReader.read(request, problems).tasks();
        assertThat(problems.sorted()).isEmpty();
        return tasks.stream().map(HostTask::desired).toList();
    }
}
