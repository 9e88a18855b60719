package dev.converge.cli;

import dev.converge.engine.Fleet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/** What all commands look like. Built by hand: picocli's annotations cost a third of the start-up time. */
final class Specs {

    private static final int WIDTH = 100;

    private Specs() {}

    static CommandSpec command(String name, Callable<Integer> command, String description) {
        CommandSpec spec = CommandSpec.wrapWithoutInspection(command).name(name);
        spec.addOption(OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("Show this help.")
                .build());
        spec.usageMessage()
                .description(description)
                .width(WIDTH)
                .sortOptions(false)
                .abbreviateSynopsis(true)
                .exitCodeListHeading("%nExit status:%n")
                .exitCodeList(ExitStatus.meanings())
                .descriptionHeading("%n")
                .parameterListHeading("%n")
                .optionListHeading("%nOptions:%n")
                .commandListHeading("%nCommands:%n");
        return spec;
    }

    /** An option without a value. */
    static OptionSpec flag(String description, String... names) {
        return OptionSpec.builder(names)
                .type(boolean.class)
                .initialValue(false)
                .description(description)
                .build();
    }

    /** The value of an option that takes a number of something, one at least. */
    static int positive(OptionSpec option) {
        int number = option.getValue();
        if (number < 1) {
            throw new ParameterException(
                    option.command().commandLine(), option.longestName() + " must be 1 or more, not " + number);
        }
        return number;
    }

    /** The long names of those options that stand on the command line. */
    static List<String> given(OptionSpec... options) {
        return Stream.of(options)
                .filter(option ->
                        option.command().commandLine().getParseResult().hasMatchedOption(option))
                .map(OptionSpec::longestName)
                .toList();
    }

    /** Of commands that change hosts. */
    static OptionSpec confirmTimeout() {
        return OptionSpec.builder("--confirm-timeout")
                .paramLabel("SECONDS")
                .type(int.class)
                .defaultValue(Long.toString(Fleet.CONFIRMATION_WINDOW.toSeconds()))
                .description(
                        "How long a changed host waits for a new login before it undoes the change. Default: ${DEFAULT-VALUE}")
                .build();
    }
}
