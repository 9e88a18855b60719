package dev.converge.cli;

import dev.converge.engine.SweepResult;
import dev.converge.engine.Work;
import dev.converge.report.Notice;
import dev.converge.report.sweep.EarlierSweep;
import dev.converge.report.sweep.FleetSweep;
import dev.converge.report.sweep.SinceComparison;
import dev.converge.report.sweep.SweepReport;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** {@code converge check}: the sweep. Looks at every host once and says what is wrong. */
final class CheckCommand implements Callable<Integer> {

    private final Terminal terminal;
    private final Run run;
    private final Clock clock = Clock.systemUTC();
    private final SweepFiles files = new SweepFiles();
    private final OptionSpec since = OptionSpec.builder("--since")
            .paramLabel("FILE")
            .type(Optional.class)
            .auxiliaryTypes(Path.class)
            .description("Tell what is new and what is gone since an earlier sweep: the FILE of its --json. The same"
                    + " FILE as --json need not be there yet.")
            .build();

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
        files.addTo(spec);
        spec.addOption(since);
        return spec;
    }

    @Override
    public Integer call() {
        return run.start(this::check).number();
    }

    private ExitStatus check(Work work) {
        files.refuseToOverwrite(
                work.tasks().stream().map(task -> task.target().name()).toList());
        // Before it may be replaced: --since and --json can be one file.
        Optional<EarlierSweep> earlier = since.<Optional<Path>>getValue().flatMap(this::earlier);
        FleetSweep sweep = sweep(work, earlier);
        switch (run.output().format()) {
            case text -> SweepReport.text(run.output().page(terminal), sweep);
            case json -> SweepReport.json(terminal.out(), sweep);
        }
        files.write(sweep);
        run.finish();
        return ExitStatus.ofSweep(sweep.results());
    }

    /** None in the first night of a series: the file that this sweep is about to make is not there yet. */
    private Optional<EarlierSweep> earlier(Path file) {
        if (Files.notExists(file, LinkOption.NOFOLLOW_LINKS) && files.isWritten(SweepForm.JSON, file)) {
            new Notice(terminal.err())
                    .line("converge: --since: there is no " + file
                            + " yet, so nothing is compared; --json makes it for the next sweep");
            return Optional.empty();
        }
        return Optional.of(SinceFile.read(file));
    }

    private FleetSweep sweep(Work work, Optional<EarlierSweep> earlier) {
        Instant time = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        try (Display display = run.display(work.tasks().size())) {
            LocalDate today = LocalDate.ofInstant(time, ZoneOffset.UTC);
            List<SweepResult> results = run.sweeper().sweep(work.tasks(), today, display);
            return new FleetSweep(time, results, earlier.map(known -> SinceComparison.of(known, results)));
        }
    }
}
