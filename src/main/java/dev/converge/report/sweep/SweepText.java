package dev.converge.report.sweep;

import dev.converge.check.Sweep;
import dev.converge.engine.SweepResult;
import dev.converge.finding.Finding;
import dev.converge.report.Counted;
import dev.converge.report.FailureText;
import dev.converge.report.FindingText;
import dev.converge.report.Page;
import dev.converge.report.PlanText;
import dev.converge.report.Span;
import dev.converge.report.Tone;
import java.util.List;
import java.util.Optional;

/** A sweep for people: the worst hosts first, those without findings in a line each, and the numbers at the end. */
final class SweepText {

    private SweepText() {}

    static void write(Page page, FleetSweep sweep) {
        List<SweepResult> ordered =
                sweep.results().stream().sorted(SweepTally.WORST_FIRST).toList();
        for (SweepResult result : ordered) {
            switch (result) {
                case SweepResult.Swept swept -> swept(page, swept, sweep.since());
                case SweepResult.Failed failed -> failed(page, failed);
            }
        }
        if (ordered.stream().anyMatch(SweepTally::isFine)) {
            page.line();
        }
        summary(page, sweep.tally());
        sweep.since().ifPresent(since -> SinceText.write(page, since));
    }

    private static void swept(Page page, SweepResult.Swept swept, Optional<Since> since) {
        String systemd =
                swept.systemd().map(version -> "systemd " + version).orElse("a directory tree: nothing runs here");
        Span heading = Span.of(Tone.STRONG, swept.host() + " (" + systemd + ")");
        List<Finding> findings = swept.sweep().findings();
        if (findings.isEmpty()) {
            page.line(0, heading, Span.of(": "), Span.of(Tone.GOOD, "nothing found"), Span.of(behind(swept)));
            missing(page, swept);
            return;
        }
        page.line(0, heading, Span.of(": " + Counted.of(findings.size(), "finding") + behind(swept)));
        for (Finding finding : findings) {
            FindingText.write(
                    page,
                    finding,
                    since.filter(earlier -> earlier.isNew(swept.host(), finding))
                            .isPresent());
        }
        swept.sweep().waived().forEach(waived -> waived(page, waived));
        missing(page, swept);
        page.line();
    }

    private static String behind(SweepResult.Swept swept) {
        int waived = swept.sweep().waived().size();
        int pending = SweepTally.pending(swept);
        return (waived == 0 ? "" : ", " + waived + " waived")
                + (pending == 0 ? "" : "; not as the playbooks say: " + Counted.of(pending, "change") + " pending");
    }

    private static void missing(Page page, SweepResult.Swept swept) {
        swept.sweep()
                .missing()
                .forEach(sentence -> page.line(4, Span.of(Tone.WARNING, "not seen"), Span.of(" " + sentence)));
    }

    private static void waived(Page page, Sweep.Waived waived) {
        Finding finding = waived.finding();
        String unit = finding.unit().map(name -> " " + name).orElse("") + PlanText.of(finding.user());
        page.line(
                4,
                Span.of(
                        Tone.FAINT,
                        "waived " + finding.code() + unit + " until "
                                + waived.waiver().until() + ": "
                                + waived.waiver().reason()));
    }

    private static void failed(Page page, SweepResult.Failed failed) {
        FailureText.write(page, failed.host(), failed.failure());
        failed.findings().forEach(finding -> FindingText.write(page, finding));
        page.line();
    }

    private static void summary(Page page, SweepTally tally) {
        String found = Counted.list(tally.errors(), "error", tally.warnings(), "warning", tally.infos(), "info");
        String trouble = (tally.waived() > 0 ? ", " + tally.waived() + " waived" : "")
                + (tally.unreachable() > 0 ? ", " + Counted.of(tally.unreachable(), "host") + " unreachable" : "")
                + (tally.failed() > 0 ? ", " + Counted.of(tally.failed(), "host") + " failed" : "");
        page.line(
                0,
                Span.of(Tone.STRONG, "Check: "),
                Span.of(Counted.of(tally.hosts(), "host") + "; " + (found.isEmpty() ? "nothing found" : found) + trouble
                        + "."));
    }
}
