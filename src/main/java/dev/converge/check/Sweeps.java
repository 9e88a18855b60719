package dev.converge.check;

import dev.converge.desired.DesiredHost;
import dev.converge.finding.Finding;
import dev.converge.observed.ObservedHost;
import dev.converge.observed.ObservedUser;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** All that is to be said of a host that was swept: what a plan would tell, and what only live numbers and the journal show. */
public final class Sweeps {

    private static final List<Check> LIVE = List.of(
            new FailedUnitCheck(Optional.empty()),
            new CrashLoopCheck(),
            new StaleProcessCheck(),
            new UnknownUnitCheck(),
            new QuotaCheck(),
            new OvercommitCheck(),
            new PressureCheck(),
            new OwnLimitsCheck(),
            new OpenFilesCheck(),
            new OomKillCheck(),
            new JournalDiskCheck());

    /** Of one host. Whoever has more begins with these. */
    private static final int MOST_FINDINGS = 1000;

    private static final int MOST_UNITS = 2000;

    private Sweeps() {}

    /** @param today what waivers expire against */
    public static Sweep of(DesiredHost desired, ObservedHost observed, LocalDate today) {
        Look look = new Look(desired, observed.ofSystem());
        List<Finding> findings = Stream.of(
                        Checks.all(desired, observed).stream(),
                        LIVE.stream().flatMap(check -> check.findings(look).stream()),
                        observed.userManagers().stream().flatMap(user -> ofUser(user, desired, observed)))
                .flatMap(found -> found)
                .sorted(Checks.ORDER)
                .toList();
        Waivers split = Waivers.apply(desired.waivers(), findings, today);
        Surplus surplus = new Surplus();
        List<Finding> told = surplus.cut(split.findings(), MOST_FINDINGS, "findings");
        List<Sweep.Waived> waived = surplus.cut(split.waived(), MOST_FINDINGS, "findings that are waived");
        List<Sweep.UnitHealth> units = surplus.cut(units(look, desired, observed, told), MOST_UNITS, "units");
        List<String> missing = Stream.concat(Missing.of(look).stream(), surplus.sentences().stream())
                .toList();
        return new Sweep(told, waived, units, Budgets.of(look), missing);
    }

    /** By manager and name; where they are very many, those with findings first. */
    private static List<Sweep.UnitHealth> units(
            Look look, DesiredHost desired, ObservedHost observed, List<Finding> findings) {
        List<Sweep.UnitHealth> units = new ArrayList<>(UnitHealths.of(look, Optional.empty(), findings));
        observed.userManagers()
                .forEach(user -> units.addAll(UnitHealths.of(
                        look(user, desired, observed),
                        Optional.of(user.account().name()),
                        findings)));
        if (units.size() > MOST_UNITS) {
            units.sort(Comparator.comparing(unit -> unit.worst().isEmpty()));
        }
        return units;
    }

    /** A user's manager has no numbers of its own here, but it knows what failed. */
    private static Stream<Finding> ofUser(ObservedUser user, DesiredHost desired, ObservedHost observed) {
        return new FailedUnitCheck(Optional.of(user.account()))
                .findings(look(user, desired, observed)).stream()
                        .map(finding -> finding.of(user.account().name()));
    }

    private static Look look(ObservedUser user, DesiredHost desired, ObservedHost observed) {
        return new Look(desired.of(user.account().name()), observed.of(user));
    }
}
