package dev.converge.report;

import dev.converge.finding.Finding;
import java.util.List;

/** Findings: severity, code and unit in one line, what it is and what to do below. The evidence is in the words already; JSON has it by name. */
public final class FindingText {

    private static final int INDENT = 4;

    private FindingText() {}

    public static void write(Page page, List<Finding> findings) {
        if (findings.isEmpty()) {
            return;
        }
        page.line(2, Span.of(Tone.STRONG, "Findings"));
        findings.forEach(finding -> write(page, finding));
    }

    public static void write(Page page, Finding finding) {
        write(page, finding, false);
    }

    /** @param isNew since an earlier sweep */
    public static void write(Page page, Finding finding, boolean isNew) {
        String unit = finding.unit().map(name -> " " + name).orElse("") + PlanText.of(finding.user());
        page.line(
                INDENT,
                Span.of(tone(finding.severity()), finding.severity().toString()),
                Span.of(" " + finding.code()),
                Span.of(Tone.STRONG, unit),
                Span.of(Tone.FAINT, sureness(finding.confidence())),
                Span.of(Tone.STRONG, isNew ? " [new]" : ""));
        page.block(INDENT + 4, Tone.PLAIN, finding.message());
        page.block(INDENT + 4, Tone.PLAIN, finding.remedy().isEmpty() ? "" : "-> " + finding.remedy());
    }

    private static String sureness(Finding.Confidence confidence) {
        return confidence == Finding.Confidence.CERTAIN ? "" : " (" + confidence + ")";
    }

    private static Tone tone(Finding.Severity severity) {
        return switch (severity) {
            case ERROR -> Tone.BAD;
            case WARNING -> Tone.WARNING;
            case INFO -> Tone.FAINT;
        };
    }
}
