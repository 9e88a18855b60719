package dev.converge.cli;

import dev.converge.engine.Historian;
import dev.converge.engine.HistoryResult;
import dev.converge.host.Target;
import dev.converge.problem.Problems;
import dev.converge.report.HistoryReport;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code converge history}: the runs of one host, or one of them in full. Reads no playbook and changes nothing. */
final class HistoryCommand implements Callable<Integer> {

    private final Terminal terminal;
    private final OneHost host;
    private final OutputOptions output = new OutputOptions();
    private final Timings timings = new Timings();
    private final PositionalParamSpec words =
            words("A host of the inventory; and a run of it, of which all is told then.");

    HistoryCommand(Terminal terminal, Wiring wiring) {
        this.terminal = terminal;
        this.host = new OneHost(
                terminal,
                wiring,
                "history is told of",
                "Tell of a directory tree in which no systemd runs; HOST is left out.");
    }

    /** {@code HOST [RUN]}; with {@code --root}, {@code [RUN]}. */
    static PositionalParamSpec words(String description) {
        return PositionalParamSpec.builder()
                .paramLabel("HOST [RUN]")
                .arity("0..2")
                .type(List.class)
                .auxiliaryTypes(String.class)
                .initialValue(List.of())
                .description(description)
                .build();
    }

    /** @throws UsageException when there are too many or too few words */
    static Optional<String> run(String command, List<String> given, boolean isTree) {
        if (given.size() > (isTree ? 1 : 2) || (!isTree && given.isEmpty())) {
            throw new UsageException(
                    isTree
                            ? command + " --root DIR takes at most one argument, a run; the tree is the host"
                            : command + " takes a host, or --root DIR, and a run if it is to be a certain one");
        }
        return given.size() > (isTree ? 0 : 1) ? Optional.of(given.getLast()) : Optional.empty();
    }

    CommandSpec spec() {
        CommandSpec spec = Specs.command(
                "history",
                this,
                "Lists the runs that changed a host: when, by whom, how they ended, and which can be rolled back.");
        spec.addPositional(words);
        host.addTo(spec);
        output.addTo(spec);
        return spec;
    }

    @Override
    public Integer call() {
        List<String> given = words.getValue();
        Optional<String> run = run("history", given, host.isTree());
        Problems problems = new Problems();
        Optional<Target> target = host.target(given, problems);
        if (!problems.isEmpty() || target.isEmpty()) {
            return output.refuse(terminal, problems).number();
        }
        Historian historian = new Historian(host.connector(timings));
        return report(run.map(asked -> historian.tellOf(target.get(), asked))
                        .orElseGet(() -> historian.tell(target.get())))
                .number();
    }

    private ExitStatus report(HistoryResult result) {
        switch (output.format()) {
            case text -> HistoryReport.text(output.page(terminal), result);
            case json -> HistoryReport.json(terminal.out(), result);
        }
        if (output.verbose()) {
            timings.print(terminal.err());
        }
        return ExitStatus.of(result);
    }
}
