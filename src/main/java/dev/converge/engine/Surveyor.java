package dev.converge.engine;

import dev.converge.check.Checks;
import dev.converge.desired.DesiredFile;
import dev.converge.desired.DesiredHost;
import dev.converge.desired.DesiredPlay;
import dev.converge.desired.DesiredUnit;
import dev.converge.diff.HostDiff;
import dev.converge.diff.HostDiffer;
import dev.converge.diff.Obstacle;
import dev.converge.finding.Finding;
import dev.converge.host.Host;
import dev.converge.host.HostFailure;
import dev.converge.host.HostFailureException;
import dev.converge.observed.ObservedHost;
import dev.converge.observed.Probe;
import dev.converge.observed.ProbeRequest;
import dev.converge.plan.HostPlanner;
import dev.converge.unit.UnitName;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Looks at one connected host and says what would have to be done. Changes nothing there. */
final class Surveyor {

    private Surveyor() {}

    /**
     * @return a plan, or a failure that comes with findings: something on the host must be put right by hand first
     * @throws HostFailureException when the host could not be looked at
     */
    static HostResult survey(Host host, HostTask task) throws HostFailureException {
        ObservedHost observed = Probe.observe(host, request(task));
        List<Finding> findings = Checks.all(task.desired(), observed);
        if (!observed.hazards().isEmpty()) {
            return new HostResult.Failed(task.host(), hazardous(observed), findings);
        }
        HostDiff diff = HostDiffer.diff(task.desired(), observed);
        if (!diff.obstacles().isEmpty()) {
            return new HostResult.Failed(task.host(), obstructed(diff.obstacles()), findings);
        }
        return new HostResult.Planned(
                HostPlanner.plan(task.host(), observed.systemd(), diff, findings), observed.unfinished());
    }

    static ProbeRequest request(HostTask task) {
        DesiredHost desired = task.desired();
        return new ProbeRequest(
                task.root(),
                desired.plays().stream().flatMap(Surveyor::units).distinct().toList(),
                desired.plays().stream()
                        .flatMap(play -> play.strays().stream())
                        .flatMap(rule -> rule.match().stream())
                        .distinct()
                        .toList(),
                files(desired).map(DesiredFile::path).toList(),
                names(files(desired).map(DesiredFile::owner)),
                names(files(desired).map(DesiredFile::group)),
                Optional.empty(),
                List.copyOf(desired.users()));
    }

    /** In whose manager a name is looked for makes no difference to the probe. */
    private static Stream<UnitName> units(DesiredPlay play) {
        return Stream.concat(play.units().stream(), play.userUnits().stream().flatMap(user -> user.units().stream()))
                .map(DesiredUnit::name);
    }

    private static Stream<DesiredFile> files(DesiredHost desired) {
        return desired.plays().stream().map(DesiredPlay::files).flatMap(List::stream);
    }

    /** Those that are names; numbers need no look-up. */
    private static List<String> names(Stream<Optional<String>> owners) {
        return owners.flatMap(Optional::stream)
                .filter(owner -> !owner.chars().allMatch(Character::isDigit))
                .distinct()
                .sorted()
                .toList();
    }

    static HostFailure hazardous(ObservedHost observed) {
        return HostFailure.failed(
                "A file on the host would crash or block systemd",
                "systemd was not asked anything and nothing was changed, because it would read "
                        + observed.hazards().stream()
                                .map(hazard -> hazard.path().value())
                                .distinct()
                                .reduce((first, second) -> first + ", " + second)
                                .orElse(""),
                "Remove what the findings name, by hand, then plan again. Do not run systemctl on the host before.");
    }

    private static HostFailure obstructed(List<Obstacle> obstacles) {
        return HostFailure.failed(
                "The host cannot become what is declared",
                String.join(
                        "; ",
                        obstacles.stream()
                                .map(obstacle -> obstacle.path() + ": " + obstacle.what())
                                .toList()),
                "Put that right on the host, or change the playbook, then plan again.");
    }
}
