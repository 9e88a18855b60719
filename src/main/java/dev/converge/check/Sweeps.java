package dev.converge.check;

import dev.converge.desired.DesiredHost;
import dev.converge.finding.Finding;
import dev.converge.observed.ObservedHost;
import dev.converge.unit.UserName;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
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
            new OpenFilesCheck(),
            new OomKillCheck(),
            new JournalDiskCheck());

    private Sweeps() {}

    /** @param today what waivers expire against */
    public static Sweep of(DesiredHost desired, ObservedHost observed, LocalDate today) {
        Look look = new Look(desired, observed.ofSystem());
        SortedMap<UserName, Look> users = new TreeMap<>();
        observed.userManagers().forEach(user -> {
            UserName name = user.account().name();
            users.put(name, new Look(desired.of(name), observed.of(user)));
        });
        List<Finding> findings = Stream.of(
                        Checks.all(desired, observed).stream(),
                        LIVE.stream().flatMap(check -> check.findings(look).stream()),
                        users.entrySet().stream().flatMap(user -> ofUser(user.getKey(), user.getValue())))
                .flatMap(found -> found)
                .sorted(Checks.ORDER)
                .toList();
        Waivers split = Waivers.apply(desired.waivers(), findings, today);
        List<Sweep.UnitHealth> units = new ArrayList<>(UnitHealths.of(look, Optional.empty(), split.findings()));
        users.forEach((user, its) -> units.addAll(UnitHealths.of(its, Optional.of(user), split.findings())));
        return new Sweep(split.findings(), split.waived(), units, Budgets.of(look), Missing.of(look));
    }

    /** A user's manager has no numbers of its own here, but it knows what failed. */
    private static Stream<Finding> ofUser(UserName user, Look look) {
        return new FailedUnitCheck(Optional.of(user)).findings(look).stream().map(finding -> finding.of(user));
    }
}
