package dev.converge.cli;

import dev.converge.engine.Work;
import dev.converge.engine.WorkReader;
import dev.converge.problem.Problems;
import dev.converge.report.ValidationReport;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;

/** {@code converge validate}: reads inventory, playbooks and templates as plan would, and stops there. */
final class ValidateCommand implements Callable<Integer> {

    private final Terminal terminal;
    private final WorkOptions work = new WorkOptions();
    private final OutputOptions output = new OutputOptions();

    ValidateCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    CommandSpec spec() {
        CommandSpec spec = Specs.command(
                "validate", this, "Checks inventory, playbooks and templates for every host, without contacting any.");
        work.addTo(spec);
        output.addTo(spec);
        return spec;
    }

    @Override
    public Integer call() {
        Problems problems = new Problems();
        Work read = WorkReader.read(work.request(ConnectionOptions.NONE), problems);
        switch (output.format()) {
            case text -> {
                if (!problems.isEmpty()) {
                    return output.refuse(terminal, problems).number();
                }
                ValidationReport.text(output.page(terminal), read);
            }
            case json -> ValidationReport.json(terminal.out(), read, problems);
        }
        return (problems.isEmpty() ? ExitStatus.DONE : ExitStatus.NOTHING_TOUCHED).number();
    }
}
