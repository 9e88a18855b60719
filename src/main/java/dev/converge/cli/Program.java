package dev.converge.cli;

import dev.converge.report.Notice;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line as a whole: argument list in, exit status out. */
final class Program {

    private final Terminal terminal;
    private final Wiring wiring;

    Program(Terminal terminal, Wiring wiring) {
        this.terminal = terminal;
        this.wiring = wiring;
    }

    int run(String... arguments) {
        int status = commandLine().execute(arguments);
        boolean lost = terminal.out().checkError();
        if (lost && !terminal.outIsPipe()) {
            terminal.err().println("converge: not all of the report could be written; is the disk full?");
        }
        terminal.err().flush();
        return lost ? Math.max(status, ExitStatus.NOTHING_TOUCHED.number()) : status;
    }

    CommandLine commandLine() {
        Callable<Integer> withoutCommand = () -> {
            commandLine().usage(terminal.err());
            return ExitStatus.NOTHING_TOUCHED.number();
        };
        CommandSpec root = Specs.command(
                "converge",
                withoutCommand,
                "Makes the systemd state of Linux hosts match a playbook: plan, look, apply.");
        root.addOption(OptionSpec.builder("-V", "--version")
                .versionHelp(true)
                .description("Show the version.")
                .build());
        root.versionProvider(version());
        root.addSubcommand("plan", new PlanCommand(terminal, wiring).spec());
        root.addSubcommand("apply", new ApplyCommand(terminal, wiring).spec());
        root.addSubcommand("check", new CheckCommand(terminal, wiring).spec());
        root.addSubcommand("explain", new ExplainCommand(terminal, wiring).spec());
        root.addSubcommand("history", new HistoryCommand(terminal, wiring).spec());
        root.addSubcommand("rollback", new RollbackCommand(terminal, wiring).spec());
        root.addSubcommand("alerts", new AlertsCommand(terminal).spec());
        root.addSubcommand("validate", new ValidateCommand(terminal).spec());
        root.addSubcommand("inventory", new InventoryCommand(terminal).spec());
        return new CommandLine(root)
                .setOut(terminal.out())
                .setErr(terminal.err())
                .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF))
                .setParameterExceptionHandler(this::refuse)
                .setExecutionExceptionHandler(this::fail);
    }

    private static IVersionProvider version() {
        return () -> {
            String version = Program.class.getPackage().getImplementationVersion();
            return new String[] {"converge " + (version == null ? "(not packaged)" : version)};
        };
    }

    private int refuse(ParameterException wrong, String[] arguments) {
        new Notice(terminal.err()).line("converge: " + wrong.getMessage());
        UnmatchedArgumentException.printSuggestions(wrong, terminal.err());
        terminal.err().println("Try '" + wrong.getCommandLine().getCommandSpec().qualifiedName() + " --help'.");
        return ExitStatus.NOTHING_TOUCHED.number();
    }

    private int fail(Exception exception, CommandLine command, ParseResult parsed) {
        if (exception instanceof UsageException usage) {
            new Notice(terminal.err()).line("converge: " + usage.getMessage());
            return ExitStatus.NOTHING_TOUCHED.number();
        }
        new Notice(terminal.err()).line("converge: this is a bug: " + exception);
        ParseResult innermost = parsed.hasSubcommand() ? parsed.subcommand() : parsed;
        if (innermost.hasMatchedOption("--verbose")) {
            new Notice(terminal.err()).trace(StackTrace.of(exception));
        } else {
            terminal.err().println("Run it again with -v to see where, and report it.");
        }
        return ExitStatus.NOTHING_TOUCHED.number();
    }
}
