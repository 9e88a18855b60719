package dev.converge.report.sweep;

import dev.converge.check.Sweep;
import dev.converge.check.Sweep.Budget;
import dev.converge.check.Sweep.UnitHealth;
import dev.converge.engine.SweepResult;
import dev.converge.finding.Finding;
import dev.converge.host.HostFailure;
import dev.converge.host.HostName;
import dev.converge.unit.UserName;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;

/**
 * A sweep as metrics, for the textfile collector of node_exporter. Each series has its host as a label, so that files of several hosts can lie in one
 * folder; the collector refuses a folder in which a series is there twice. The names are a contract (docs/output.md).
 */
public final class SweepMetrics {

    private final FleetSweep sweep;

    private SweepMetrics(FleetSweep sweep) {
        this.sweep = sweep;
    }

    public static String text(FleetSweep sweep) {
        return new SweepMetrics(sweep).text();
    }

    private String text() {
        return hosts() + findings() + units() + budgets();
    }

    private String hosts() {
        MetricFamily time =
                new MetricFamily("converge_sweep_timestamp_seconds", "When the sweep was made, in seconds since 1970.");
        MetricFamily up = new MetricFamily("converge_host_up", "Whether the host let converge in.");
        MetricFamily swept = new MetricFamily(
                "converge_host_swept", "Whether the host could be looked at; if not, it has no other metrics.");
        MetricFamily unseen = new MetricFamily(
                "converge_host_unseen", "How many things could not be looked at on a host that was swept.");
        MetricFamily pending = new MetricFamily(
                "converge_pending_changes", "How many paths and jobs a plan would have: how far the host has drifted.");
        for (SweepResult result : sweep.results()) {
            String host = result.host().value();
            time.add(sweep.time().getEpochSecond(), "host", host);
            up.add(isUp(result), "host", host);
            swept.add(result instanceof SweepResult.Swept, "host", host);
            if (result instanceof SweepResult.Swept seen) {
                unseen.add(seen.sweep().missing().size(), "host", host);
                seen.pending().ifPresent(changes -> pending.add(changes, "host", host));
            }
        }
        return time.text() + up.text() + swept.text() + unseen.text() + pending.text();
    }

    private static boolean isUp(SweepResult result) {
        return switch (result) {
            case SweepResult.Swept swept -> true;
            case SweepResult.Failed failed -> failed.failure().kind() != HostFailure.Kind.UNREACHABLE;
        };
    }

    private String findings() {
        MetricFamily numbers = new MetricFamily("converge_findings", "How much is wrong with the host and not waived.");
        MetricFamily waived = new MetricFamily("converge_findings_waived", "How much of it is waived.");
        MetricFamily each = new MetricFamily(
                "converge_finding", "1 for each code that is found, of one unit or of the host as a whole.");
        for (SweepResult.Swept swept : sweep.swept()) {
            String host = swept.host().value();
            for (Finding.Severity severity : Finding.Severity.values()) {
                numbers.add(SweepTally.count(swept, severity), "host", host, "severity", severity.toString());
            }
            waived.add(swept.sweep().waived().size(), "host", host);
            swept.sweep().findings().forEach(finding -> each.addOnce(BigDecimal.ONE, labels(swept.host(), finding)));
        }
        return numbers.text() + waived.text() + each.text();
    }

    private static String[] labels(HostName host, Finding finding) {
        return new String[] {
            "host", host.value(),
            "unit", finding.unit().map(Object::toString).orElse(""),
            "user", name(finding.user()),
            "code", finding.code().toString(),
            "severity", finding.severity().toString()
        };
    }

    private String units() {
        MetricFamily restarts = new MetricFamily(
                "converge_unit_restarts", "How often systemd has restarted the unit by itself since it was loaded.");
        MetricFamily active =
                new MetricFamily("converge_unit_active", "Whether the unit was active at the moment of the sweep.");
        for (SweepResult.Swept swept : sweep.swept()) {
            for (UnitHealth unit : swept.sweep().units()) {
                String[] labels = {
                    "host", swept.host().value(),
                    "unit", unit.unit().value(),
                    "user", name(unit.user())
                };
                restarts.addOnce(BigDecimal.valueOf(unit.restarts()), labels);
                active.addOnce(unit.active().equals("active") ? BigDecimal.ONE : BigDecimal.ZERO, labels);
            }
        }
        return restarts.text() + active.text();
    }

    private String budgets() {
        MetricFamily capacity = new MetricFamily(
                "converge_budget_capacity", "What the machine has: bytes of memory, process ids, or CPUs.");
        MetricFamily granted =
                new MetricFamily("converge_budget_granted", "How much of it the quotas of active units give away.");
        MetricFamily used = new MetricFamily("converge_budget_used", "How much of it is in use.");
        for (SweepResult.Swept swept : sweep.swept()) {
            for (Budget budget : swept.sweep().budgets()) {
                String[] labels = {"host", swept.host().value(), "resource", word(budget.resource())};
                capacity.addOnce(amount(budget, budget.total()), labels);
                granted.addOnce(amount(budget, budget.granted()), labels);
                budget.used().ifPresent(value -> used.addOnce(amount(budget, value), labels));
            }
        }
        return capacity.text() + granted.text() + used.text();
    }

    /** Prometheus counts in base units: CPUs, not percents of one. */
    private static BigDecimal amount(Budget budget, long value) {
        return switch (budget.resource()) {
            case MEMORY, TASKS -> BigDecimal.valueOf(value);
            case CPU -> BigDecimal.valueOf(value, 2);
        };
    }

    private static String word(Sweep.Resource resource) {
        return resource.name().toLowerCase(Locale.ROOT);
    }

    private static String name(Optional<UserName> user) {
        return user.map(UserName::value).orElse("");
    }
}
