package dev.converge.cli;

import dev.converge.engine.Batch;
import dev.converge.engine.Batches;
import dev.converge.engine.Fleet;
import dev.converge.engine.HostResult;
import dev.converge.engine.HostTask;
import dev.converge.engine.Interruption;
import dev.converge.engine.OpenHosts;
import dev.converge.engine.Rolling;
import dev.converge.engine.Runs;
import dev.converge.engine.Work;
import dev.converge.host.HostName;
import dev.converge.report.RunReport;
import java.io.IOException;
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
    private final OptionSpec confirmTimeout = OptionSpec.builder("--confirm-timeout")
            .paramLabel("SECONDS")
            .type(int.class)
            .defaultValue(Long.toString(Fleet.CONFIRMATION_WINDOW.toSeconds()))
            .description(
                    "How long a changed host waits for a new login before it undoes the change. Default: ${DEFAULT-VALUE}")
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
        return spec;
    }

    @Override
    public Integer call() {
        if (!yes.<Boolean>getValue()) {
            refuseWhenNobodyCanBeAsked();
        }
        try (Interrupts interrupts = run.interrupts()) {
            Optional<OpenHosts> open = run.openHosts();
            return run.start(work -> apply(resume.<Boolean>getValue() ? left(work, open) : work, open, interrupts))
                    .number();
        }
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
        RunReport report = run.output().report(terminal);
        try (Fleet fleet = run.fleet(Duration.ofSeconds(Specs.positive(confirmTimeout)))) {
            List<HostResult> planned = plan(fleet, work);
            List<Batch> batches = Batches.of(work.tasks(), planned);
            report.proposed(planned, batches);
            if (!batches.isEmpty() && !isAgreed(batches)) {
                terminal.err().println("Nothing was changed.");
                return ExitStatus.of(planned);
            }
            List<HostResult> results = change(fleet, work, planned, batches, open, interrupts.changing());
            report.applied(results, batches);
            run.finish();
            return interrupts.isAsked() ? ExitStatus.INTERRUPTED : ExitStatus.of(results);
        }
    }

    private List<HostResult> plan(Fleet fleet, Work work) {
        try (Display display = run.display(work.tasks().size())) {
            return fleet.plan(work.tasks(), display);
        }
    }

    private List<HostResult> change(
            Fleet fleet,
            Work work,
            List<HostResult> planned,
            List<Batch> batches,
            Optional<OpenHosts> open,
            Interruption interruption) {
        String id = Runs.newId(Clock.systemUTC(), new SecureRandom());
        open.ifPresent(hosts -> hosts.begin(planned));
        try (Display display = run.display(hosts(batches))) {
            Display all = open.map(display::also).orElse(display);
            return new Rolling(fleet, interruption, all).carryOut(work.tasks(), planned, batches, id);
        }
    }

    private void refuseWhenNobodyCanBeAsked() {
        if (run.output().format() == Format.json) {
            throw new UsageException(
                    "apply --format json asks nothing, because its output is for a program: add --yes");
        }
        if (terminal.console().isEmpty()) {
            throw new UsageException(
                    "apply asks before it changes anything, and there is no terminal to ask on: add --yes");
        }
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
