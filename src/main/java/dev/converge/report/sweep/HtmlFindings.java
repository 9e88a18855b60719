package dev.converge.report.sweep;

import dev.converge.check.Sweep.Waived;
import dev.converge.engine.SweepResult;
import dev.converge.finding.Finding;
import dev.converge.host.HostName;
import dev.converge.report.Counted;
import dev.converge.report.FindingTitles;
import dev.converge.report.PlanText;
import dev.converge.report.sweep.EarlierSweep.EarlierFinding;
import java.util.List;
import java.util.Optional;

/** What was found, host by host: what it is, what to do, what it rests on. What is waived, and what is gone, is folded. */
final class HtmlFindings {

    private final Markup html;
    private final FleetSweep sweep;
    private final Documentation documentation;

    HtmlFindings(Markup html, FleetSweep sweep, Documentation documentation) {
        this.html = html;
        this.sweep = sweep;
        this.documentation = documentation;
    }

    /** @param hosts all of them, by which the parts of the page are numbered */
    void write(List<HostName> hosts) {
        List<SweepResult> told =
                sweep.worstFirst().stream().filter(this::isTold).toList();
        if (told.isEmpty()) {
            return;
        }
        html.in("h2", "", "Findings by host");
        for (SweepResult result : told) {
            html.in("section", "", SweepHtml.anchor(hosts, result.host()), () -> host(result));
        }
    }

    /** Whether there is something to tell that does not depend on an earlier sweep. */
    static boolean hasAny(SweepResult result) {
        return !SweepTally.findings(result).isEmpty()
                || !SweepTally.waived(result).isEmpty()
                || !SweepTally.missing(result).isEmpty()
                || SweepTally.pending(result) > 0;
    }

    private boolean isTold(SweepResult result) {
        return hasAny(result) || !gone(result.host()).isEmpty();
    }

    private List<EarlierFinding> gone(HostName host) {
        return sweep.since()
                .flatMap(since -> Optional.ofNullable(since.hosts().get(host)))
                .map(Since.Compared::gone)
                .orElse(List.of());
    }

    private void host(SweepResult result) {
        html.in("h3", "", result.host().value());
        HtmlDrift.paragraph(html, result);
        SweepTally.missing(result)
                .forEach(sentence -> html.in("p", "", () -> {
                    html.in("span", "badge warning", "not seen");
                    html.text(sentence);
                }));
        for (Finding finding : SweepTally.findings(result)) {
            boolean isNew = sweep.since()
                    .filter(since -> since.isNew(result.host(), finding))
                    .isPresent();
            html.in("article", "finding " + finding.severity(), () -> finding(finding, isNew));
        }
        waived(SweepTally.waived(result));
        gone(gone(result.host()));
    }

    private void finding(Finding finding, boolean isNew) {
        html.in("h4", "", FindingTitles.of(finding.code()));
        html.in("p", "about", () -> about(finding, isNew));
        html.in("p", "", finding.message());
        remedy(html, finding.remedy());
        evidence(finding);
    }

    private void about(Finding finding, boolean isNew) {
        Optional<Finding.Severity> severity = Optional.of(finding.severity());
        html.in("span", "badge " + finding.severity(), HtmlFleet.sign(severity) + " " + finding.severity());
        if (isNew) {
            html.in("span", "badge new", "new");
        }
        if (finding.confidence() != Finding.Confidence.CERTAIN) {
            html.in("span", "faint", finding.confidence().toString());
        }
        finding.unit().ifPresent(unit -> html.in("b", "", unit + PlanText.of(finding.user())));
        documentation
                .of(finding.code())
                .ifPresentOrElse(
                        page -> html.link(page, finding.code().toString()),
                        () -> html.in("code", "faint", finding.code().toString()));
    }

    static void remedy(Markup html, String remedy) {
        if (!remedy.isBlank()) {
            html.in("div", "remedy", () -> {
                html.in("span", "", "What to do");
                html.in(remedy.contains("\n") ? "pre" : "p", "", remedy);
            });
        }
    }

    private void evidence(Finding finding) {
        if (finding.evidence().isEmpty()) {
            return;
        }
        html.open("details", "open", "open");
        html.in("summary", "", "Evidence");
        html.in(
                "dl",
                "",
                () -> finding.evidence().forEach((what, value) -> {
                    html.in("dt", "", what);
                    html.in("dd", "", () -> html.in("code", "", value));
                }));
        html.close("details");
    }

    private void waived(List<Waived> waived) {
        if (waived.isEmpty()) {
            return;
        }
        html.in("details", "", () -> {
            html.in("summary", "", Counted.of(waived.size(), "finding") + " waived");
            waived.forEach(known -> html.in("article", "finding", () -> {
                html.in(
                        "p",
                        "",
                        "Waived until " + known.waiver().until() + ": "
                                + known.waiver().reason());
                finding(known.finding(), false);
            }));
        });
    }

    private void gone(List<EarlierFinding> gone) {
        if (gone.isEmpty()) {
            return;
        }
        html.in("details", "", () -> {
            html.in("summary", "", Counted.of(gone.size(), "finding") + " gone since the earlier sweep");
            html.in(
                    "ul",
                    "",
                    () -> gone.forEach(finding -> html.in("li", "", () -> {
                        html.in("code", "", finding.code());
                        html.text(" "
                                + finding.unit()
                                        .map(unit -> unit + PlanText.of(finding.user()) + ": ")
                                        .orElse("") + finding.message());
                    })));
        });
    }
}
