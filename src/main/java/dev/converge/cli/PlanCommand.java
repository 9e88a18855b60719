package dev.converge.cli;

import dev.converge.engine.Batches;
import dev.converge.engine.Fleet;
import dev.converge.engine.HostResult;
import dev.converge.engine.Runs;
import dev.converge.engine.SavedPlan;
import dev.converge.engine.Work;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** {@code converge plan}: shows the exact plan and changes nothing. */
final class PlanCommand implements Callable<Integer> {

    private final Terminal terminal;
    private final Run run;
    private final OptionSpec detailedExitCode =
            Specs.flag("End with 2 when changes are pending.", "--detailed-exitcode");
    private final OptionSpec out = OptionSpec.builder("-o", "--out")
            .paramLabel("FILE")
            .type(Optional.class)
            .auxiliaryTypes(Path.class)
            .description("Save the plan, for apply --plan FILE. It holds contents of files: only you can read it.")
            .build();

    PlanCommand(Terminal terminal, Wiring wiring) {
        this.terminal = terminal;
        this.run = new Run(terminal, wiring);
    }

    CommandSpec spec() {
        CommandSpec spec =
                Specs.command("plan", this, "Shows exactly what apply would do. Changes nothing on any host.");
        run.addTo(spec);
        spec.addOption(detailedExitCode);
        spec.addOption(out);
        return spec;
    }

    @Override
    public Integer call() {
        Optional<Path> file = out.getValue();
        return (file.isPresent() ? planAndSave(new PlanFile(file.get())) : run.start(work -> plan(work, results -> {})))
                .number();
    }

    private ExitStatus planAndSave(PlanFile file) {
        file.refuseToOverwrite();
        // Before they are read: what changes in between is then told as changed, and not taken for what the plan was
        // made from.
        List<SavedPlan.Input> inputs = run.inputs();
        return run.start(work -> plan(work, results -> save(file, inputs, work, results)));
    }

    private ExitStatus plan(Work work, Consumer<List<HostResult>> afterwards) {
        List<HostResult> results;
        try (Fleet fleet = run.fleet();
                Display display = run.display(work.tasks().size())) {
            results = fleet.plan(work.tasks(), display);
        }
        run.output().report(terminal).planned(results, Batches.of(work.tasks(), results));
        afterwards.accept(results);
        run.finish();
        return detailedExitCode.<Boolean>getValue() ? ExitStatus.ofPending(results) : ExitStatus.of(results);
    }

    private void save(PlanFile file, List<SavedPlan.Input> inputs, Work work, List<HostResult> results) {
        if (results.stream().noneMatch(HostResult.Planned.class::isInstance)) {
            terminal.err().println("No plan was saved: there is none for any host.");
            return;
        }
        String id = Runs.newId(Clock.systemUTC(), new SecureRandom());
        file.write(SavedPlan.of(id, inputs, work.tasks(), results));
        if (run.output().format() == Format.text) {
            terminal.out().println("Saved as run " + id + ". To carry out exactly this: converge apply --plan " + file);
            terminal.out().flush();
        }
    }
}
