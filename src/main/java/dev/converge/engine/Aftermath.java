package dev.converge.engine;

import dev.converge.diff.Change;
import dev.converge.diff.Reason;
import dev.converge.host.Host;
import dev.converge.host.HostFailureException;
import dev.converge.observed.ObservedHost;
import dev.converge.observed.Probe;
import dev.converge.observed.ProbeRequest;
import dev.converge.plan.HostPlan;
import dev.converge.plan.Job;
import dev.converge.plan.UserPlan;
import dev.converge.unit.FileState;
import dev.converge.unit.HostPath;
import dev.converge.unit.UnitTree;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Looks at a host after a plan was carried out there, knowing nothing but the plan. Changes nothing. */
final class Aftermath {

    private static final Reason NOT_AS_PLANNED = new Reason("is not as the plan has it");

    private Aftermath() {}

    /**
     * @param root the directory tree that stands for the host
     * @return what of the plan's paths is not as planned, as a plan without jobs
     * @throws HostFailureException when the host could not be looked at
     */
    static HostPlan rest(Host host, Optional<Path> root, HostPlan plan) throws HostFailureException {
        ObservedHost observed = Probe.observe(host, request(root, plan));
        List<Change> rest = plan.changes().stream()
                .flatMap(change -> rest(change, treeOf(change.path(), plan, observed)))
                .toList();
        return new HostPlan(
                plan.host(), observed.systemd(), List.of(), rest, List.of(), List.of(), plan.manifest(), List.of());
    }

    private static ProbeRequest request(Optional<Path> root, HostPlan plan) {
        return new ProbeRequest(
                root,
                plan.allJobs().stream()
                        .map(Job::subject)
                        .flatMap(Optional::stream)
                        .distinct()
                        .toList(),
                List.of(),
                plan.changes().stream().map(Change::path).toList(),
                List.of(),
                List.of(),
                Optional.empty(),
                plan.users().stream().map(user -> user.account().name()).toList());
    }

    private static UnitTree treeOf(HostPath path, HostPlan plan, ObservedHost observed) {
        Optional<UserPlan> user = plan.users().stream()
                .filter(one -> path.isBelow(one.account().searchPath().config()))
                .findFirst();
        return observed.userManagers().stream()
                .filter(manager -> user.filter(one -> one.account().equals(manager.account()))
                        .isPresent())
                .map(manager -> manager.tree())
                .findFirst()
                .orElse(observed.tree());
    }

    private static Stream<Change> rest(Change planned, UnitTree tree) {
        FileState now = tree.at(planned.path());
        return now.equals(planned.after())
                ? Stream.empty()
                : Stream.of(new Change.Update(planned.path(), now, planned.after(), NOT_AS_PLANNED, planned.play()));
    }
}
