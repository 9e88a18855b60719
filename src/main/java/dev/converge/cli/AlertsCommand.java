package dev.converge.cli;

import dev.converge.alert.AlertFormat;
import dev.converge.engine.HostTask;
import dev.converge.engine.Work;
import dev.converge.engine.WorkReader;
import dev.converge.problem.Problems;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code converge alerts}: writes rules for what watches the fleet between two sweeps. Contacts no host. */
final class AlertsCommand implements Callable<Integer> {

    private final Terminal terminal;
    private final WorkOptions work = new WorkOptions(1);
    private final OutputOptions output = new OutputOptions();
    private final PositionalParamSpec format = PositionalParamSpec.builder()
            .index("0")
            .arity("1")
            .required(true)
            .paramLabel("prometheus|loki|grafana")
            .type(AlertFormat.class)
            .description("Rules for Prometheus, for Loki's ruler, or for Grafana's own alerting.")
            .build();
    private final OptionSpec label = OptionSpec.builder("--host-label")
            .paramLabel("LABEL")
            .type(Optional.class)
            .auxiliaryTypes(String.class)
            .description("The label that holds a host's name as in the inventory. Default: instance, and for Loki host")
            .build();

    AlertsCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    CommandSpec spec() {
        CommandSpec spec = Specs.command(
                "alerts",
                this,
                "Writes alerting rules for the thresholds and units of playbooks to standard output, without contacting any host.");
        spec.addPositional(format);
        work.addTo(spec);
        spec.addOption(label);
        output.addNoColorTo(spec);
        return spec;
    }

    @Override
    public Integer call() {
        Problems problems = new Problems();
        Work read = WorkReader.read(work.request(ConnectionOptions.NONE), problems);
        if (!problems.isEmpty()) {
            return output.refuse(terminal, problems).number();
        }
        AlertFormat wanted = format.getValue();
        PrintWriter out = terminal.out();
        out.print(wanted.text(read.tasks().stream().map(HostTask::desired).toList(), checked(label.getValue())));
        out.flush();
        return ExitStatus.DONE.number();
    }

    private static Optional<String> checked(Optional<String> label) {
        label.filter(name -> !name.matches("[a-zA-Z_][a-zA-Z0-9_]*")).ifPresent(name -> {
            throw new UsageException("--host-label " + name
                    + ": a label has letters, digits and underscores, and does not begin with a digit");
        });
        return label;
    }
}
