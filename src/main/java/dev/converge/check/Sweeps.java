package dev.converge.check;

import dev.converge.desired.DesiredHost;
import dev.converge.finding.Finding;
import dev.converge.observed.ObservedHost;
import dev.converge.observed.ServiceFacts;
import dev.converge.observed.UnitRuntime;
import dev.converge.unit.UnitName;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/** All that is to be said of a host that was swept: what a plan would tell, and what only live numbers and the journal show. */
public final class Sweeps {

    private static final List<Check> LIVE = List.of(
            new FailedUnitCheck(),
            new CrashLoopCheck(),
            new StaleProcessCheck(),
            new UnknownUnitCheck(),
            new QuotaCheck(),
            new OvercommitCheck(),
            new PressureCheck(),
            new OpenFilesCheck(),
            new OomKillCheck(),
            new JournalDiskCheck());

    private Sweeps() {}

    /** @param today what waivers expire against */
    public static Sweep of(DesiredHost desired, ObservedHost observed, LocalDate today) {
        Look look = new Look(desired, observed.ofSystem());
        List<Finding> findings = Stream.concat(
                        Checks.all(desired, observed).stream(),
                        LIVE.stream().flatMap(check -> check.findings(look).stream()))
                .sorted(Checks.ORDER)
                .toList();
        Waivers split = Waivers.apply(desired.waivers(), findings, today);
        return new Sweep(
                split.findings(), split.waived(), units(look, split.findings()), Budgets.of(look), Missing.of(look));
    }

    private static List<Sweep.UnitHealth> units(Look look, List<Finding> findings) {
        NavigableSet<UnitName> names = new TreeSet<>(look.watched());
        findings.stream()
                .filter(finding -> finding.user().isEmpty())
                .flatMap(finding -> finding.unit().stream())
                .forEach(names::add);
        List<Sweep.UnitHealth> units = new ArrayList<>();
        names.forEach(name -> units.add(health(name, look, findings)));
        return units;
    }

    private static Sweep.UnitHealth health(UnitName name, Look look, List<Finding> findings) {
        Optional<UnitRuntime> runtime = look.observed().runtime(name);
        return new Sweep.UnitHealth(
                name,
                Optional.empty(),
                runtime.map(UnitRuntime::activeState).orElse("inactive"),
                runtime.map(UnitRuntime::subState).orElse("dead"),
                look.observed()
                        .live()
                        .flatMap(live -> live.service(name))
                        .map(ServiceFacts::restarts)
                        .orElse(0L),
                findings.stream()
                        .filter(finding ->
                                finding.user().isEmpty() && finding.unit().equals(Optional.of(name)))
                        .map(Finding::severity)
                        .min(Comparable::compareTo));
    }
}
