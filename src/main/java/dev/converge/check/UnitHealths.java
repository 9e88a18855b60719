package dev.converge.check;

import dev.converge.finding.Finding;
import dev.converge.observed.ServiceFacts;
import dev.converge.observed.UnitRuntime;
import dev.converge.unit.UnitName;
import dev.converge.unit.UserName;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/** How the units are that a host is for: those that a play declares, that people put there, or that a finding is about. */
final class UnitHealths {

    private UnitHealths() {}

    /**
     * By name.
     *
     * @param user whose manager they are of; none: the system's
     * @param findings of all managers
     */
    static List<Sweep.UnitHealth> of(Look look, Optional<UserName> user, List<Finding> findings) {
        List<Finding> its =
                findings.stream().filter(finding -> finding.user().equals(user)).toList();
        NavigableSet<UnitName> names = new TreeSet<>(look.watched());
        its.stream().flatMap(finding -> finding.unit().stream()).forEach(names::add);
        return names.stream().map(name -> health(name, look, user, its)).toList();
    }

    private static Sweep.UnitHealth health(UnitName name, Look look, Optional<UserName> user, List<Finding> findings) {
        Optional<UnitRuntime> runtime = look.observed().runtime(name);
        return new Sweep.UnitHealth(
                name,
                user,
                runtime.map(UnitRuntime::activeState).orElse("inactive"),
                runtime.map(UnitRuntime::subState).orElse("dead"),
                look.observed()
                        .live()
                        .flatMap(live -> live.service(name))
                        .map(ServiceFacts::restarts)
                        .or(() -> runtime.flatMap(UnitRuntime::details).map(UnitRuntime.Details::restarts))
                        .orElse(0L),
                findings.stream()
                        .filter(finding -> finding.unit().equals(Optional.of(name)))
                        .map(Finding::severity)
                        .min(Comparable::compareTo));
    }
}
