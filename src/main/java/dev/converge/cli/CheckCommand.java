package dev.converge.cli;

import dev.converge.engine.SweepResult;
import dev.converge.engine.Sweeper;
import dev.converge.engine.Work;
import dev.converge.report.SweepReport;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;

/** {@code converge check}: the sweep. Looks at every host once and says what is wrong. */
final class CheckCommand implements Callable<Integer> {

    private final Terminal terminal;
    private final Run run;
    private final Clock clock = Clock.systemUTC();

    CheckCommand(Terminal terminal, Wiring wiring) {
        this.terminal = terminal;
        this.run = new Run(terminal, wiring);
    }

    CommandSpec spec() {
        CommandSpec spec = Specs.command(
                "check",
                this,
                "Sweeps the hosts: what is wrong, how sure that is, and what to do about it. Changes nothing on any host.");
        run.addTo(spec);
        return spec;
    }

    @Override
    public Integer call() {
        return run.start(this::check).number();
    }

    private ExitStatus check(Work work) {
        Instant time = clock.instant();
        List<SweepResult> results;
        try (Display display = run.display(work.tasks().size())) {
            Sweeper sweeper = run.sweeper();
            results = sweeper.sweep(work.tasks(), LocalDate.ofInstant(time, ZoneOffset.UTC), display);
        }
        switch (run.output().format()) {
            case text -> SweepReport.text(run.output().page(terminal), results);
            case json -> SweepReport.json(terminal.out(), time, results);
        }
        run.finish();
        return ExitStatus.ofSweep(results);
    }
}
