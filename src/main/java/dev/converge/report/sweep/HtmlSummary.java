package dev.converge.report.sweep;

import dev.converge.engine.SweepResult;
import dev.converge.finding.Finding;
import dev.converge.finding.FindingCode;
import dev.converge.report.Counted;
import dev.converge.report.FindingTitles;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What is read first: how it stands in one sentence, in numbers, and what there is most of. */
final class HtmlSummary {

    private HtmlSummary() {}

    static void write(Markup html, FleetSweep sweep) {
        html.in("header", "", () -> {
            html.in("h1", "", "Sweep of " + Counted.of(sweep.results().size(), "host"));
            html.in("p", "faint", SweepHtml.time(sweep.time()));
            html.in("p", "verdict", verdict(sweep));
        });
        html.in("ul", "tiles", () -> tiles(html, sweep));
        sweep.since().ifPresent(since -> since(html, since));
        mostCommon(html, sweep);
    }

    private static String verdict(FleetSweep sweep) {
        long wrong = sweep.swept().stream()
                .filter(host -> !host.sweep().findings().isEmpty())
                .count();
        List<String> parts = new ArrayList<>();
        if (wrong > 0) {
            parts.add("on " + Counted.of(wrong, "host") + " something was found");
        }
        if (!sweep.failed().isEmpty()) {
            parts.add(Counted.of(sweep.failed().size(), "host") + " could not be looked at");
        }
        long fine = sweep.swept().size() - wrong;
        if (fine > 0) {
            parts.add("on " + Counted.of(fine, "host") + " there was nothing to find");
        }
        long drifted = drifted(sweep);
        if (drifted > 0) {
            parts.add(Counted.of(drifted, "host") + (drifted == 1 ? " is" : " are") + " not as the playbooks say");
        }
        String sentence = String.join(", ", parts);
        return sentence.isEmpty()
                ? "There was no host to look at."
                : Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1) + ".";
    }

    private static long drifted(FleetSweep sweep) {
        return sweep.results().stream()
                .filter(result -> SweepTally.pending(result) > 0)
                .count();
    }

    private static void tiles(Markup html, FleetSweep sweep) {
        long failed = sweep.failed().size();
        tile(
                html,
                failed > 0 ? "error" : "",
                sweep.swept().size() + "/" + sweep.results().size(),
                "looked at");
        for (Finding.Severity severity : Finding.Severity.values()) {
            long number = SweepTally.count(sweep.results(), severity);
            String tone = number > 0 ? severity.toString() : "";
            tile(html, tone, Long.toString(number), number == 1 ? noun(severity) : noun(severity) + "s");
        }
        tile(html, "", Long.toString(sweep.tally().waived()), "waived");
        long drifted = drifted(sweep);
        tile(html, drifted > 0 ? "drift" : "", Long.toString(drifted), "drifted");
        sweep.since().ifPresent(since -> {
            tile(html, since.fresh() > 0 ? "error" : "", Long.toString(since.fresh()), "new");
            tile(html, "", Long.toString(since.still()), "still there");
            tile(html, since.gone() > 0 ? "fine" : "", Long.toString(since.gone()), "gone");
        });
    }

    static String counted(long number, Finding.Severity severity) {
        return Counted.of(number, noun(severity));
    }

    private static String noun(Finding.Severity severity) {
        return switch (severity) {
            case ERROR -> "error";
            case WARNING -> "warning";
            case INFO -> "info";
        };
    }

    private static void tile(Markup html, String tone, String number, String what) {
        html.in("li", tone, () -> {
            html.in("b", "", number);
            html.in("span", "", what);
        });
    }

    private static void since(Markup html, Since since) {
        html.in("p", "faint", "New, still there and gone since " + SweepHtml.time(since.time()) + ".");
        if (!since.notCompared().isEmpty()) {
            html.in("details", "", () -> {
                html.in("summary", "", Counted.of(since.notCompared().size(), "host") + " not compared");
                html.in(
                        "ul",
                        "",
                        () -> since.notCompared().forEach((host, why) -> html.in("li", "faint", host + ": " + why)));
            });
        }
    }

    /** Codes that several hosts have are worth one change to a playbook rather than one to each host. */
    private static void mostCommon(Markup html, FleetSweep sweep) {
        SortedMap<FindingCode, List<SweepResult>> hosts = new TreeMap<>();
        for (SweepResult result : sweep.results()) {
            SweepTally.findings(result).stream()
                    .map(Finding::code)
                    .distinct()
                    .forEach(code -> hosts.computeIfAbsent(code, key -> new ArrayList<>())
                            .add(result));
        }
        List<FindingCode> common = hosts.keySet().stream()
                .filter(code -> hosts.getOrDefault(code, List.of()).size() > 1)
                .sorted(Comparator.comparingInt((FindingCode code) ->
                                hosts.getOrDefault(code, List.of()).size())
                        .reversed()
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
        if (common.isEmpty()) {
            return;
        }
        html.in("h2", "", "On several hosts");
        html.in(
                "ul",
                "",
                () -> common.forEach(code -> html.in("li", "", () -> {
                    html.in(
                            "b",
                            "",
                            Counted.of(hosts.getOrDefault(code, List.of()).size(), "host") + ": ");
                    html.text(FindingTitles.of(code) + " ");
                    html.in("code", "faint", code.toString());
                })));
    }
}
