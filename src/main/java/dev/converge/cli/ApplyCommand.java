package dev.converge.cli;

import dev.converge.engine.Batch;
import dev.converge.engine.Batches;
import dev.converge.engine.Fleet;
import dev.converge.engine.HostResult;
import dev.converge.engine.HostTask;
import dev.converge.engine.InputFiles;
import dev.converge.engine.OpenHosts;
import dev.converge.engine.Rolling;
import dev.converge.engine.Runs;
import dev.converge.engine.SavedPlan;
import dev.converge.engine.Task;
import dev.converge.engine.Work;
import dev.converge.host.HostName;
import dev.converge.report.Notice;
import dev.converge.report.RunReport;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** {@code converge apply}: plans, asks, executes exactly that plan, looks again, reports. */
final class ApplyCommand implements Callable<Integer> {

    private final Terminal terminal;
    private final Run run;
    private final OptionSpec yes = Specs.flag("Do not ask.", "-y", "--yes");
    private final OptionSpec resume = Specs.flag(
            "Only hosts that earlier runs with the same playbooks and inventory did not bring to the state planned.",
            "--resume");
    private final OptionSpec confirmTimeout = Specs.confirmTimeout();
    private final OptionSpec plan = OptionSpec.builder("--plan")
            .paramLabel("FILE")
            .type(Optional.class)
            .auxiliaryTypes(Path.class)
            .description("Carry out exactly the plan that plan -o FILE saved, once. No playbook is read.")
            .build();

    ApplyCommand(Terminal terminal, Wiring wiring) {
        this.terminal = terminal;
        this.run = new Run(terminal, wiring);
    }

    CommandSpec spec() {
        CommandSpec spec = Specs.command(
                "apply",
                this,
                "Shows the plan, asks, and makes it so: on each host all of it or, when anything fails, nothing.");
        run.addTo(spec);
        spec.addOption(yes);
        spec.addOption(resume);
        spec.addOption(confirmTimeout);
        spec.addOption(plan);
        return spec;
    }

    @Override
    public Integer call() {
        if (!yes.<Boolean>getValue()) {
            Agreement.refuseWhenNobodyCanBeAsked("apply", run.output().format(), terminal);
        }
        Optional<Path> saved = plan.getValue();
        try (Interrupts interrupts = run.interrupts()) {
            return (saved.isPresent() ? applySaved(saved.get(), interrupts) : applyNew(interrupts)).number();
        }
    }

    private ExitStatus applyNew(Interrupts interrupts) {
        Optional<OpenHosts> open = run.openHosts();
        return run.start(work -> apply(resume.<Boolean>getValue() ? left(work, open) : work, open, interrupts));
    }

    /** What of the work earlier runs left. */
    private Work left(Work work, Optional<OpenHosts> open) {
        SortedSet<HostName> left = open.map(ApplyCommand::left).orElseGet(TreeSet::new);
        List<HostTask> tasks =
                work.tasks().stream().filter(task -> left.contains(task.host())).toList();
        terminal.err()
                .println(
                        tasks.isEmpty()
                                ? "Nothing to resume: no run with these playbooks and this inventory has left any of these hosts."
                                : "Resuming with " + tasks.size() + " of "
                                        + work.tasks().size() + " hosts, which earlier runs have left.");
        return new Work(work.plays(), tasks);
    }

    private static SortedSet<HostName> left(OpenHosts open) {
        try {
            return open.left();
        } catch (IOException unreadable) {
            throw new UsageException("what earlier runs left is not known: " + unreadable.getMessage()
                    + "\nApply without --resume: hosts that are done are in sync.");
        }
    }

    private ExitStatus apply(Work work, Optional<OpenHosts> open, Interrupts interrupts) {
        try (Fleet fleet = fleet()) {
            List<HostResult> planned = plan(fleet, work);
            String id = Runs.newId(Clock.systemUTC(), new SecureRandom());
            return carryOut(fleet, work.tasks(), planned, id, open, interrupts);
        }
    }

    private Fleet fleet() {
        return run.fleet(Duration.ofSeconds(Specs.positive(confirmTimeout)));
    }

    private List<HostResult> plan(Fleet fleet, Work work) {
        try (Display display = run.display(work.tasks().size())) {
            return fleet.plan(work.tasks(), display);
        }
    }

    /** Whatever its inputs have become: what was looked at and approved is what is done. */
    private ExitStatus applySaved(Path file, Interrupts interrupts) {
        SavedPlan saved = run.saved(new PlanFile(file), resume);
        List<String> moved = InputFiles.moved(saved.inputs());
        if (!moved.isEmpty()) {
            Notice notice = new Notice(terminal.err());
            notice.line("converge: since this plan was saved, what it was made from has changed:");
            moved.forEach(name -> notice.line("    " + name));
            notice.line("It is carried out as it was saved.");
        }
        try (Fleet fleet = fleet()) {
            return carryOut(fleet, saved.tasks(), saved.results(), saved.run(), Optional.empty(), interrupts);
        }
    }

    /** @param open where hosts are noted that the run leaves; a saved plan is its own note */
    private ExitStatus carryOut(
            Fleet fleet,
            List<? extends Task> tasks,
            List<HostResult> planned,
            String id,
            Optional<OpenHosts> open,
            Interrupts interrupts) {
        RunReport report = run.output().report(terminal);
        List<Batch> batches = Batches.of(tasks, planned);
        report.proposed(planned, batches);
        if (!batches.isEmpty() && !isAgreed(batches)) {
            terminal.err().println("Nothing was changed.");
            return ExitStatus.ofDeclined(planned);
        }
        open.ifPresent(hosts -> hosts.begin(planned));
        List<HostResult> results;
        try (Display display = run.display(hosts(batches))) {
            Display all = open.map(display::also).orElse(display);
            results = new Rolling(fleet, interrupts.changing(), all).carryOut(tasks, planned, batches, id);
        }
        report.applied(results, batches);
        run.finish();
        return interrupts.isAsked() ? ExitStatus.INTERRUPTED : ExitStatus.of(results);
    }

    private boolean isAgreed(List<Batch> batches) {
        if (yes.getValue()) {
            return true;
        }
        int hosts = hosts(batches);
        return Prompt.of(terminal)
                .confirms("Carry out this plan on " + hosts + (hosts == 1 ? " host" : " hosts") + "? Type 'yes': ");
    }

    private static int hosts(List<Batch> batches) {
        return batches.stream().mapToInt(batch -> batch.hosts().size()).sum();
    }
}
