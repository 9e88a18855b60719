package dev.converge.cli;

import dev.converge.report.sweep.Documentation;
import dev.converge.report.sweep.FixPlaybook;
import dev.converge.report.sweep.FleetSweep;
import dev.converge.report.sweep.SweepHtml;
import dev.converge.report.sweep.SweepJunit;
import dev.converge.report.sweep.SweepMetrics;
import dev.converge.report.sweep.SweepReport;
import dev.converge.report.sweep.SweepSarif;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Locale;
import java.util.Set;

/** What a sweep can be written as. */
enum SweepForm {
    JSON("the whole sweep, for programs and for --since", "{\n  \"format\": 1,\n  \"time\": "),
    JUNIT("JUnit XML", "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"converge check\""),
    SARIF("SARIF 2.1.0", "{\n  \"$schema\": \"https://docs.oasis-open.org/sarif/"),
    HTML("one page to mail", "<!DOCTYPE html>\n<html lang=\"en\">"),
    PROMETHEUS("metrics for the textfile collector of node_exporter; DIR/: a file for each host", "# HELP converge_"),
    FIX_PLAN("the playbook that would remove the findings, for plan", FixPlaybook.BEGINNING);

    private final String description;
    private final String beginning;

    /** @param beginning of every file of this form */
    SweepForm(String description, String beginning) {
        this.description = description;
        this.beginning = beginning;
    }

    String option() {
        return "--" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    String description() {
        return description;
    }

    /** Whether a file that begins like this may be replaced. */
    boolean isMeant(String begins) {
        return begins.isEmpty() || begins.startsWith(beginning);
    }

    /** What tells of processes and paths is for its owner; a collector runs as a user of its own. */
    Set<PosixFilePermission> mode() {
        return this == PROMETHEUS ? AtomicFile.PUBLIC : AtomicFile.PRIVATE;
    }

    String text(FleetSweep sweep, Documentation documentation) {
        return switch (this) {
            case JSON -> SweepReport.json(sweep);
            case JUNIT -> SweepJunit.text(sweep);
            case SARIF -> SweepSarif.text(sweep, documentation);
            case HTML -> SweepHtml.text(sweep, documentation);
            case PROMETHEUS -> SweepMetrics.text(sweep);
            case FIX_PLAN -> FixPlaybook.ofSweep(sweep.results());
        };
    }
}
