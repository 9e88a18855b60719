package dev.converge.cli;

import dev.converge.engine.Batches;
import dev.converge.engine.Fleet;
import dev.converge.engine.HostResult;
import dev.converge.engine.Work;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** {@code converge plan}: shows the exact plan and changes nothing. */
final class PlanCommand implements Callable<Integer> {

    private final Terminal terminal;
    private final Run run;
    private final OptionSpec detailedExitCode =
            Specs.flag("End with 2 when changes are pending.", "--detailed-exitcode");

    PlanCommand(Terminal terminal, Wiring wiring) {
        this.terminal = terminal;
        this.run = new Run(terminal, wiring);
    }

    CommandSpec spec() {
        CommandSpec spec =
                Specs.command("plan", this, "Shows exactly what apply would do. Changes nothing on any host.");
        run.addTo(spec);
        spec.addOption(detailedExitCode);
        return spec;
    }

    @Override
    public Integer call() {
        return run.start(this::plan).number();
    }

    private ExitStatus plan(Work work) {
        List<HostResult> results;
        try (Fleet fleet = run.fleet();
                Display display = run.display(work.tasks().size())) {
            results = fleet.plan(work.tasks(), display);
        }
        run.output().report(terminal).planned(results, Batches.of(work.tasks(), results));
        run.finish();
        return detailedExitCode.<Boolean>getValue() ? ExitStatus.ofPending(results) : ExitStatus.of(results);
    }
}
