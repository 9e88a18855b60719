package dev.converge.cli;

import dev.converge.problem.Problems;
import dev.converge.report.JsonReport;
import dev.converge.report.Page;
import dev.converge.report.Palette;
import dev.converge.report.ProblemText;
import dev.converge.report.RunReport;
import dev.converge.report.TextReport;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** How things are told. */
final class OutputOptions {

    private final OptionSpec format = OptionSpec.builder("--format")
            .paramLabel("text|json")
            .type(Format.class)
            .defaultValue("text")
            .description("What the report on standard output looks like. Default: ${DEFAULT-VALUE}")
            .build();
    private final OptionSpec noColor = Specs.flag(
            "No colours. They are left out anyway where output is no terminal or NO_COLOR is set.", "--no-color");
    private final OptionSpec verbose = Specs.flag(
            "Tell on standard error how long each stage took, and where a bug came from.", "-v", "--verbose");

    void addTo(CommandSpec command) {
        command.addOption(format);
        command.addOption(noColor);
        command.addOption(verbose);
    }

    /** For a command whose output has a format of its own: what is wrong with its input is told all the same. */
    void addNoColorTo(CommandSpec command) {
        command.addOption(noColor);
    }

    Format format() {
        return format.getValue();
    }

    boolean verbose() {
        return verbose.getValue();
    }

    RunReport report(Terminal terminal) {
        return switch (format()) {
            case text -> new TextReport(page(terminal));
            case json -> new JsonReport(terminal.out());
        };
    }

    Page page(Terminal terminal) {
        return new Page(terminal.out(), palette(terminal.outIsTerminal()));
    }

    /** Tells what is wrong with the input. */
    ExitStatus refuse(Terminal terminal, Problems problems) {
        ProblemText.write(new Page(terminal.err(), palette(terminal.errIsTerminal())), problems);
        return ExitStatus.NOTHING_TOUCHED;
    }

    private Palette palette(boolean isTerminal) {
        boolean wanted = isTerminal && !noColor.<Boolean>getValue() && Environment.allowsColours();
        return wanted ? new AnsiPalette() : Palette.NONE;
    }
}
