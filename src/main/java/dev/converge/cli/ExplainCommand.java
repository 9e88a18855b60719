package dev.converge.cli;

import dev.converge.engine.ExplainResult;
import dev.converge.engine.Explainer;
import dev.converge.host.Target;
import dev.converge.problem.Problems;
import dev.converge.report.ExplainReport;
import dev.converge.report.Notice;
import dev.converge.unit.UnitName;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code converge explain}: all there is to say of one unit of one host. Reads no playbook. */
final class ExplainCommand implements Callable<Integer> {

    private final Terminal terminal;
    private final OutputOptions output = new OutputOptions();
    private final Timings timings = new Timings();
    private final OneHost host;
    private final PositionalParamSpec words = PositionalParamSpec.builder()
            .paramLabel("HOST UNIT")
            .arity("1..2")
            .type(List.class)
            .auxiliaryTypes(String.class)
            .initialValue(List.of())
            .description(
                    "A host of the inventory, and a unit of it, declared anywhere or not. Without a suffix it is a .service.")
            .build();

    ExplainCommand(Terminal terminal, Wiring wiring) {
        this.terminal = terminal;
        this.host = new OneHost(
                terminal,
                wiring,
                "explain looks at",
                "Explain a unit of a directory tree in which no systemd runs; HOST is left out.");
    }

    CommandSpec spec() {
        CommandSpec spec = Specs.command(
                "explain",
                this,
                "Tells all about one unit of one host: what each line of its files does, what starts it, how often it can restart, and what runs.");
        spec.addPositional(words);
        host.addTo(spec);
        output.addTo(spec);
        return spec;
    }

    @Override
    public Integer call() {
        Problems problems = new Problems();
        List<String> given = words.getValue();
        if (given.size() != (host.isTree() ? 1 : 2)) {
            throw new UsageException(
                    host.isTree()
                            ? "explain --root DIR takes one argument, the unit; the tree is the host"
                            : "explain takes a host and a unit, or --root DIR and a unit");
        }
        Optional<UnitName> unit = unit(given.getLast(), problems);
        Optional<Target> target = host.target(given, problems);
        if (!problems.isEmpty() || unit.isEmpty() || target.isEmpty()) {
            return output.refuse(terminal, problems).number();
        }
        if (!unit.get().value().equals(given.getLast())) {
            new Notice(terminal.err()).line("converge: '" + given.getLast() + "' is taken for " + unit.get());
        }
        return report(new Explainer(host.connector(timings)).explain(target.get(), unit.get()))
                .number();
    }

    /** As systemctl does: a name without the suffix of a unit type is that of a service. */
    private static Optional<UnitName> unit(String written, Problems problems) {
        Optional<UnitName> unit = UnitName.parse(written).or(() -> UnitName.parse(written + ".service"));
        if (unit.isEmpty()) {
            problems.add(
                    OneHost.SPOT,
                    "'" + written + "' cannot be the name of a unit",
                    "names are of letters, digits and :_.\\@- with a suffix such as .service");
        }
        return unit;
    }

    private ExitStatus report(ExplainResult result) {
        switch (output.format()) {
            case text -> ExplainReport.text(output.page(terminal), result);
            case json -> ExplainReport.json(terminal.out(), result);
        }
        if (output.verbose()) {
            timings.print(terminal.err());
        }
        return ExitStatus.of(result);
    }
}
