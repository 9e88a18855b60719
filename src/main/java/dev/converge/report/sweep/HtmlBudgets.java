package dev.converge.report.sweep;

import dev.converge.check.Sweep.Budget;
import dev.converge.check.Sweep.Resource;
import dev.converge.engine.SweepResult;
import dev.converge.report.Counted;
import dev.converge.unit.UnitName;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** How much of each machine its quotas give away, and how much is in use: a bar for each resource, drawn without a style of its own. */
final class HtmlBudgets {

    private HtmlBudgets() {}

    static void write(Markup html, FleetSweep sweep) {
        List<SweepResult.Swept> hosts = sweep.worstFirst().stream()
                .filter(SweepResult.Swept.class::isInstance)
                .map(SweepResult.Swept.class::cast)
                .filter(host -> !host.sweep().budgets().isEmpty())
                .toList();
        if (hosts.isEmpty()) {
            return;
        }
        html.in("h2", "", "Budgets");
        html.in("p", "faint", () -> key(html));
        html.in("table", "budgets", () -> {
            html.in(
                    "thead",
                    "",
                    () -> html.in("tr", "", () -> {
                        html.in("th", "", "Host");
                        for (Resource resource : Resource.values()) {
                            html.in("th", "", name(resource));
                        }
                    }));
            html.in("tbody", "", () -> hosts.forEach(host -> html.in("tr", "", () -> row(html, host))));
        });
    }

    private static void key(Markup html) {
        html.text("What the machine has, of it ");
        sample(html, "granted");
        html.text(" what quotas give to active units, ");
        sample(html, "over");
        html.text(" the same where it is more than there is, and ");
        sample(html, "used");
        html.text(" what is in use.");
    }

    private static void sample(Markup html, String style) {
        html.open("svg", "class", "key", "viewBox", "0 0 10 10", "aria-hidden", "true");
        BudgetBar.rectangle(html, style, 0, 0, 10, 10);
        html.close("svg");
    }

    private static void row(Markup html, SweepResult.Swept host) {
        html.in("th", "", host.host().value());
        for (Resource resource : Resource.values()) {
            html.open("td", "data-of", name(resource));
            Optional<Budget> budget = host.sweep().budgets().stream()
                    .filter(candidate -> candidate.resource() == resource)
                    .findFirst();
            budget.ifPresentOrElse(found -> cell(html, found), () -> html.in("span", "faint", "not known"));
            html.close("td");
        }
    }

    private static void cell(Markup html, Budget budget) {
        String granted = Amount.of(budget.resource(), budget.granted()) + " of "
                + Amount.of(budget.resource(), budget.total()) + " granted";
        new BudgetBar(budget).write(html, granted);
        html.in("div", "faint", granted + percent(budget));
        budget.used().ifPresent(used -> html.in("div", "faint", Amount.of(budget.resource(), used) + " in use"));
        unlimited(html, budget.unlimited());
    }

    private static String percent(Budget budget) {
        return budget.total() > 0 ? ", " + Math.round(100.0 * budget.granted() / budget.total()) + " %" : "";
    }

    private static void unlimited(Markup html, List<UnitName> units) {
        if (!units.isEmpty()) {
            html.in("details", "", () -> {
                html.in("summary", "", Counted.of(units.size(), "service") + " without a limit");
                html.in("div", "faint", units.stream().map(UnitName::value).collect(Collectors.joining(", ")));
            });
        }
    }

    private static String name(Resource resource) {
        return switch (resource) {
            case MEMORY -> "Memory";
            case TASKS -> "Tasks";
            case CPU -> "CPU";
        };
    }
}
