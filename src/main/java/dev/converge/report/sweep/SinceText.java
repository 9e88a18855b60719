package dev.converge.report.sweep;

import dev.converge.host.HostName;
import dev.converge.report.Page;
import dev.converge.report.PlanText;
import dev.converge.report.Span;
import dev.converge.report.Tone;
import dev.converge.report.sweep.EarlierSweep.EarlierFinding;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** How a sweep differs from an earlier one, below all findings: what is gone, the numbers, and which hosts were not compared. */
final class SinceText {

    private SinceText() {}

    static void write(Page page, Since since) {
        since.hosts().forEach((host, compared) -> gone(page, host, compared.gone()));
        page.line(
                0,
                Span.of(Tone.STRONG, "Since " + since.time() + ": "),
                Span.of(since.fresh() + " new, " + since.still() + " still there, " + since.gone() + " gone."));
        if (!since.notCompared().isEmpty()) {
            page.line(7, Span.of(Tone.FAINT, "Not compared: " + hosts(since.notCompared()) + "."));
        }
    }

    private static void gone(Page page, HostName host, List<EarlierFinding> findings) {
        for (EarlierFinding finding : findings) {
            String unit = finding.unit().map(name -> " " + name).orElse("") + PlanText.of(finding.user());
            page.line(
                    0,
                    Span.of(Tone.GOOD, "gone"),
                    Span.of(" from " + host + ": " + finding.severity() + " " + finding.code()),
                    Span.of(Tone.STRONG, unit));
        }
    }

    private static String hosts(Map<HostName, String> hosts) {
        return hosts.entrySet().stream()
                .map(host -> host.getKey() + " (" + host.getValue() + ")")
                .collect(Collectors.joining(", "));
    }
}
