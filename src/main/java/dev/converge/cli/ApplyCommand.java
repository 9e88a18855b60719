package dev.converge.cli;

import dev.converge.engine.Fleet;
import dev.converge.engine.HostResult;
import dev.converge.engine.Runs;
import dev.converge.engine.Work;
import dev.converge.plan.HostPlan;
import dev.converge.report.RunReport;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** {@code converge apply}: plans, asks, executes exactly that plan, looks again, reports. */
final class ApplyCommand implements Callable<Integer> {

    private final Terminal terminal;
    private final Run run;
    private final OptionSpec yes = Specs.flag("Do not ask.", "-y", "--yes");

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
        return spec;
    }

    @Override
    public Integer call() {
        if (!yes.<Boolean>getValue()) {
            refuseWhenNobodyCanBeAsked();
        }
        return run.start(this::apply).number();
    }

    private ExitStatus apply(Work work) {
        RunReport report = run.output().report(terminal);
        try (Fleet fleet = run.fleet()) {
            List<HostResult> planned = plan(fleet, work);
            report.proposed(planned);
            if (plansToCarryOut(planned).findAny().isPresent() && !isAgreed(planned)) {
                terminal.err().println("Nothing was changed.");
                return ExitStatus.of(planned);
            }
            List<HostResult> results = change(fleet, work, planned);
            report.applied(results);
            run.finish();
            return ExitStatus.of(results);
        }
    }

    private List<HostResult> plan(Fleet fleet, Work work) {
        try (Display display = run.display(work.tasks().size())) {
            return fleet.plan(work.tasks(), display);
        }
    }

    private List<HostResult> change(Fleet fleet, Work work, List<HostResult> planned) {
        String id = Runs.newId(Clock.systemUTC(), new SecureRandom());
        int hosts = (int) plansToCarryOut(planned).count();
        try (Display display = run.display(hosts)) {
            return InterruptNotice.during(() -> fleet.apply(work.tasks(), planned, id, display), terminal.err());
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

    private boolean isAgreed(List<HostResult> planned) {
        if (yes.getValue()) {
            return true;
        }
        long hosts = plansToCarryOut(planned).count();
        return Prompt.of(terminal)
                .confirms("Carry out this plan on " + hosts + (hosts == 1 ? " host" : " hosts") + "? Type 'yes': ");
    }

    private static Stream<HostPlan> plansToCarryOut(List<HostResult> planned) {
        return planned.stream()
                .flatMap(result -> result instanceof HostResult.Planned ready ? Stream.of(ready.plan()) : Stream.of())
                .filter(plan -> !plan.isInSync());
    }
}
