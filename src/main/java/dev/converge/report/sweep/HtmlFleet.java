package dev.converge.report.sweep;

import dev.converge.check.Sweep.UnitHealth;
import dev.converge.engine.SweepResult;
import dev.converge.finding.Finding;
import dev.converge.host.HostName;
import dev.converge.report.Counted;
import dev.converge.report.FailureText;
import dev.converge.report.PlanText;
import dev.converge.unit.SystemdVersion;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The fleet in one table: a row for each host with its units, the worst of both first. Units with nothing wrong are folded where they are many. */
final class HtmlFleet {

    /** That many take no room worth saving. */
    private static final int FEW = 4;

    private HtmlFleet() {}

    static void write(Markup html, FleetSweep sweep, List<HostName> hosts) {
        html.in("h2", "", "Fleet, worst first");
        html.in("table", "fleet", () -> {
            html.in(
                    "thead",
                    "",
                    () -> html.in("tr", "", () -> {
                        html.in("th", "", "Host");
                        html.in("th", "", "Findings");
                        html.in("th", "", "Units");
                    }));
            html.in(
                    "tbody",
                    "",
                    () -> sweep.worstFirst().forEach(result -> html.in("tr", "", () -> row(html, result, hosts))));
        });
    }

    private static void row(Markup html, SweepResult result, List<HostName> hosts) {
        html.in("th", "", () -> {
            if (HtmlFindings.hasAny(result)) {
                html.link(
                        "#" + SweepHtml.anchor(hosts, result.host()),
                        result.host().value());
            } else {
                html.text(result.host().value());
            }
            systemd(result).ifPresent(version -> html.in("small", "", "systemd " + version));
        });
        html.in("td", "", () -> counts(html, result));
        html.in("td", "", () -> {
            switch (result) {
                case SweepResult.Swept swept -> units(html, swept.sweep().units());
                case SweepResult.Failed failed -> html.text(failed.failure().summary());
            }
        });
    }

    private static Optional<SystemdVersion> systemd(SweepResult result) {
        return switch (result) {
            case SweepResult.Swept swept -> swept.systemd();
            case SweepResult.Failed failed -> Optional.empty();
        };
    }

    private static void counts(Markup html, SweepResult result) {
        if (result instanceof SweepResult.Failed failed) {
            html.in("span", "badge error", FailureText.word(failed.failure().kind()));
        }
        for (Finding.Severity severity : Finding.Severity.values()) {
            long number = SweepTally.count(result, severity);
            if (number > 0) {
                String count = sign(Optional.of(severity)) + " " + HtmlSummary.counted(number, severity);
                html.in("span", "badge " + severity, count);
            }
        }
        if (result instanceof SweepResult.Swept swept
                && swept.sweep().findings().isEmpty()) {
            html.in("span", "badge fine", sign(Optional.empty()) + " nothing");
        }
        if (!SweepTally.missing(result).isEmpty()) {
            html.in("span", "badge warning", "not all seen");
        }
        HtmlDrift.badge(html, result);
    }

    private static void units(Markup html, List<UnitHealth> all) {
        List<UnitHealth> wrong = all.stream()
                .filter(unit -> unit.worst().isPresent())
                .sorted(Comparator.comparing((UnitHealth unit) -> unit.worst().orElseThrow())
                        .thenComparing(UnitHealth::unit))
                .toList();
        List<UnitHealth> fine =
                all.stream().filter(unit -> unit.worst().isEmpty()).toList();
        wrong.forEach(unit -> chip(html, unit));
        if (fine.size() <= FEW) {
            fine.forEach(unit -> chip(html, unit));
        } else {
            html.in("details", "", () -> {
                html.in("summary", "", Counted.of(fine.size(), "unit") + " with nothing wrong");
                html.in("div", "", () -> fine.forEach(unit -> chip(html, unit)));
            });
        }
    }

    private static void chip(Markup html, UnitHealth unit) {
        html.in("span", "chip " + unit.worst().map(Object::toString).orElse("fine"), () -> {
            html.text(sign(unit.worst()) + " " + unit.unit() + PlanText.of(unit.user()) + " ");
            html.in("small", "", state(unit));
        });
    }

    private static String state(UnitHealth unit) {
        List<String> words = new ArrayList<>(List.of(unit.active()));
        if (unit.restarts() > 0) {
            words.add(String.format(Locale.ROOT, "%,d restart", unit.restarts()) + (unit.restarts() == 1 ? "" : "s"));
        }
        return String.join(", ", words);
    }

    /** Colours alone tell nothing on paper, nor to everybody. */
    static String sign(Optional<Finding.Severity> severity) {
        return severity.map(worst -> switch (worst) {
                    case ERROR -> "\u2716";
                    case WARNING -> "\u25b2";
                    case INFO -> "\u25cf";
                })
                .orElse("\u2714");
    }
}
