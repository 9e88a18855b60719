package dev.converge.cli;

import dev.converge.engine.HostResult;
import dev.converge.engine.Rollback;
import dev.converge.engine.RollbackResult;
import dev.converge.engine.Runs;
import dev.converge.host.Target;
import dev.converge.problem.Problems;
import dev.converge.report.RollbackReport;
import dev.converge.report.RunReport;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code converge rollback}: plans the way back of one run of one host, shows it, asks, and carries it out as a run of its own. */
final class RollbackCommand implements Callable<Integer> {

    private final Terminal terminal;
    private final OneHost host;
    private final OutputOptions output = new OutputOptions();
    private final Timings timings = new Timings();
    private final OptionSpec yes = Specs.flag("Do not ask.", "-y", "--yes");
    private final OptionSpec confirmTimeout = Specs.confirmTimeout();
    private final PositionalParamSpec words = HistoryCommand.words(
            "A host of the inventory; and a run of it, as 'converge history HOST' lists them. Without it, the last run that stands and is no rollback.");

    RollbackCommand(Terminal terminal, Wiring wiring) {
        this.terminal = terminal;
        this.host = new OneHost(
                terminal,
                wiring,
                "rollback is of",
                "Roll back a run of a directory tree in which no systemd runs; HOST is left out.");
    }

    CommandSpec spec() {
        CommandSpec spec = Specs.command(
                "rollback",
                this,
                "Shows how a host becomes what it was before a run, asks, and makes it so: all of it or, when anything fails, nothing.");
        spec.addPositional(words);
        host.addTo(spec);
        output.addTo(spec);
        spec.addOption(yes);
        spec.addOption(confirmTimeout);
        return spec;
    }

    @Override
    public Integer call() {
        List<String> given = words.getValue();
        Optional<String> run = HistoryCommand.run("rollback", given, host.isTree());
        if (!yes.<Boolean>getValue()) {
            Agreement.refuseWhenNobodyCanBeAsked("rollback", output.format(), terminal);
        }
        Problems problems = new Problems();
        Optional<Target> target = host.target(given, problems);
        if (!problems.isEmpty() || target.isEmpty()) {
            return output.refuse(terminal, problems).number();
        }
        try (Interrupts interrupts = Interrupts.watch(terminal.err(), host.screen());
                Rollback rollback = new Rollback(
                        host.connector(timings), target.get(), Duration.ofSeconds(Specs.positive(confirmTimeout)))) {
            ExitStatus status = rollBack(rollback, run, interrupts);
            if (output.verbose()) {
                timings.print(terminal.err());
            }
            return (interrupts.isAsked() ? ExitStatus.INTERRUPTED : status).number();
        }
    }

    private ExitStatus rollBack(Rollback rollback, Optional<String> run, Interrupts interrupts) {
        RollbackResult result;
        try (Display display = display()) {
            result = rollback.plan(run, display);
        }
        return switch (result) {
            case RollbackResult.Planned planned -> carryOut(rollback, planned, interrupts);
            case RollbackResult.Moved moved -> {
                RollbackReport.refused(output.report(terminal), moved);
                yield ExitStatus.REFUSED;
            }
            case RollbackResult.Impossible impossible -> {
                Problems problems = new Problems();
                problems.add(OneHost.SPOT, impossible.why(), impossible.advice());
                yield output.refuse(terminal, problems);
            }
            case RollbackResult.Failed failed -> {
                List<HostResult> results = List.of(new HostResult.Failed(failed.host(), failed.failure(), List.of()));
                output.report(terminal).planned(results, List.of());
                yield ExitStatus.of(results);
            }
        };
    }

    private ExitStatus carryOut(Rollback rollback, RollbackResult.Planned planned, Interrupts interrupts) {
        RunReport report = output.report(terminal);
        List<HostResult> proposed = List.of(new HostResult.Planned(planned.plan(), Optional.empty()));
        report.proposed(proposed, List.of());
        String question = "Roll back run " + planned.run() + " on " + planned.host() + "? Type 'yes': ";
        if (!yes.<Boolean>getValue() && !Prompt.of(terminal).confirms(question)) {
            terminal.err().println("Nothing was changed.");
            return ExitStatus.ofDeclined(proposed);
        }
        interrupts.changing();
        String id = Runs.newId(Clock.systemUTC(), new SecureRandom());
        List<HostResult> results;
        try (Display display = display()) {
            results = List.of(rollback.carryOut(planned.plan(), id, display));
        }
        report.applied(results, List.of());
        return ExitStatus.of(results);
    }

    private Display display() {
        Display display = host.screen().display(1);
        return output.verbose() ? display.also(timings) : display;
    }
}
