package dev.converge.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.converge.apply.Outcome;
import dev.converge.desired.DesiredHosts;
import dev.converge.host.Connection;
import dev.converge.host.HostFailureException;
import dev.converge.host.HostName;
import dev.converge.host.Target;
import dev.converge.inventory.InventoryHost;
import dev.converge.playbook.Play;
import dev.converge.playbook.PlaybookReader;
import dev.converge.problem.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FleetTest {

    private static final String RUN = "20261122T031500Z-7f3a";

    @TempDir
    private Path folder = Path.of("");

    private final List<HostTask> tasks = new ArrayList<>();
    private final Map<String, FakeHost> hosts = new ConcurrentHashMap<>();
    private final List<Throwable> bugs = new CopyOnWriteArrayList<>();

    @BeforeEach
    void makeFiveHosts() throws IOException {
        Path playbook = Files.writeString(folder.resolve("site.yml"), """
                - name: Sweep
                  hosts: all
                  strays: [{ match: ["stray-*.service"] }]
                """);
        Problems problems = new Problems();
        List<Play> plays = PlaybookReader.read(List.of(playbook), Optional.empty(), problems);
        assertThat(problems.sorted()).isEmpty();
        for (String name : List.of("e", "d", "c", "b", "a")) {
            tasks.add(task(name, plays));
        }
    }

    private HostTask task(String name, List<Play> plays) throws IOException {
        Path units = Files.createDirectories(folder.resolve(name).resolve("etc/systemd/system"));
        Files.writeString(units.resolve("stray-a.service"), "[Service]\nExecStart=/bin/true\n");
        Files.writeString(folder.resolve(name).resolve("etc/machine-id"), "5d2b8a3c7e9f4061b2d3c4e5f6a7b8c9\n");
        HostName host = new HostName(name);
        Target target = new Target(host, new Connection.Root(folder.resolve(name)), false, Duration.ofSeconds(15));
        return new HostTask(
                target,
                new DesiredHosts(Map.of()).of(new InventoryHost(host, Map.of()), plays, new Problems()),
                Optional.empty());
    }

    private boolean isChanged(String host) {
        return !Files.exists(folder.resolve(host).resolve("etc/systemd/system/stray-a.service"));
    }

    /** A fleet in which one host has trouble at one of its commands. */
    private Fleet fleet(int forks, String troubled, int command, FakeHost.Trouble trouble) {
        return new Fleet(
                target -> {
                    FakeHost host = new FakeHost(target, target.name().value().equals(troubled) ? command : 0, trouble);
                    hosts.put(target.name().value(), host);
                    return host;
                },
                forks,
                bugs::add);
    }

    private List<HostResult> apply(Fleet fleet) {
        return apply(fleet, fleet.plan(tasks, Progress.NONE));
    }

    private List<HostResult> apply(Fleet fleet, List<HostResult> planned) {
        return new Rolling(fleet, new Interruption(), Progress.NONE)
                .carryOut(tasks, planned, Batches.of(tasks, planned), RUN);
    }

    @Test
    void resultsComeInTheOrderOfTheTasksWhicheverHostIsFirst() {
        FakeHost.Trouble late = () -> pause(300);

        List<HostResult> results;
        try (Fleet fleet = fleet(5, "e", 1, late)) {
            results = fleet.plan(tasks, Progress.NONE);
        }

        assertThat(results).extracting(result -> result.host().value()).containsExactly("e", "d", "c", "b", "a");
        assertThat(results).allMatch(HostResult.Planned.class::isInstance);
    }

    @Test
    void planningTakesOneCommandAndApplyingThreeOverOneConnection() {
        List<HostResult> results;
        try (Fleet fleet = fleet(2, "", 0, FakeHost.BREAK_CONNECTION)) {
            fleet.plan(tasks, Progress.NONE);
            assertThat(hosts.values()).extracting(FakeHost::commands).containsOnly(1);
        }
        hosts.clear();
        try (Fleet fleet = fleet(2, "", 0, FakeHost.BREAK_CONNECTION)) {
            results = apply(fleet);
        }

        assertThat(results)
                .allMatch(result -> result instanceof HostResult.Changed changed
                        && changed.outcome().equals(new Outcome.Applied(RUN)));
        assertThat(hosts.values()).extracting(FakeHost::commands).containsOnly(3);
        assertThat(hosts.values()).allMatch(FakeHost::isClosed);
    }

    @Test
    void aHostThatCannotBeReachedStopsNoOther() {
        Fleet fleet = new Fleet(
                target -> {
                    if (target.name().value().equals("c")) {
                        throw new HostFailureException(FakeHost.BROKEN);
                    }
                    return new FakeHost(target, 0, FakeHost.BREAK_CONNECTION);
                },
                2,
                bugs::add);

        List<HostResult> results;
        try (fleet) {
            results = apply(fleet);
        }

        assertThat(results.get(2)).isEqualTo(new HostResult.Failed(new HostName("c"), FakeHost.BROKEN, List.of()));
        assertThat(List.of("a", "b", "d", "e")).allMatch(this::isChanged);
        assertThat(isChanged("c")).isFalse();
    }

    @Test
    void aHostThatFailsAtItsProbeIsAsBeforeAndStopsNoOther() {
        List<HostResult> results;
        try (Fleet fleet = fleet(2, "c", 1, FakeHost.BREAK_CONNECTION)) {
            results = apply(fleet);
        }

        assertThat(results.get(2)).isEqualTo(new HostResult.Failed(new HostName("c"), FakeHost.BROKEN, List.of()));
        assertThat(List.of("a", "b", "d", "e")).allMatch(this::isChanged);
        assertThat(isChanged("c")).isFalse();
    }

    @Test
    void aHostLostDuringItsChangeIsUnknown() {
        List<HostResult> results;
        try (Fleet fleet = fleet(2, "c", 2, FakeHost.BREAK_CONNECTION)) {
            results = apply(fleet);
        }

        assertThat(results.get(2))
                .isInstanceOfSatisfying(
                        HostResult.Changed.class,
                        changed -> assertThat(changed.outcome()).isEqualTo(new Outcome.Unknown(RUN, FakeHost.BROKEN)));
        assertThat(List.of("a", "b", "d", "e")).allMatch(this::isChanged);
    }

    @Test
    void aHostLostBeforeItsSecondProbeIsNotVerified() {
        List<HostResult> results;
        try (Fleet fleet = fleet(2, "c", 3, FakeHost.BREAK_CONNECTION)) {
            results = apply(fleet);
        }

        assertThat(results.get(2))
                .isInstanceOfSatisfying(
                        HostResult.Unverified.class,
                        unverified -> assertThat(unverified.failure()).isEqualTo(FakeHost.BROKEN));
        assertThat(isChanged("c")).isTrue();
    }

    @Test
    void aHostOnWhichSomethingIsLeftToDoHasFailed() {
        FakeHost.Trouble comesBack = () -> write("c", "stray-b.service");

        List<HostResult> results;
        try (Fleet fleet = fleet(2, "c", 3, comesBack)) {
            results = apply(fleet);
        }

        assertThat(results.get(2))
                .isInstanceOfSatisfying(
                        HostResult.Unsettled.class,
                        unsettled -> assertThat(unsettled.rest().changes())
                                .extracting(change -> change.path().name())
                                .contains("stray-b.service"));
    }

    @Test
    void aHostThatMovedAfterThePlanRefuses() throws IOException {
        List<HostResult> results;
        try (Fleet fleet = fleet(2, "", 0, FakeHost.BREAK_CONNECTION)) {
            List<HostResult> planned = fleet.plan(tasks, Progress.NONE);
            Files.writeString(folder.resolve("c/etc/systemd/system/stray-a.service"), "[Service]\n");
            results = apply(fleet, planned);
        }

        assertThat(results.get(2))
                .isInstanceOfSatisfying(
                        HostResult.Changed.class,
                        changed -> assertThat(changed.outcome()).isInstanceOf(Outcome.Refused.class));
        assertThat(folder.resolve("c/etc/systemd/system/stray-a.service")).hasContent("[Service]\n");
    }

    @Test
    void aBugOnOneHostIsThatHostsFailure() {
        List<HostResult> results;
        try (Fleet fleet = fleet(2, "c", 1, () -> {
            throw new IllegalStateException("broken promise");
        })) {
            results = fleet.plan(tasks, Progress.NONE);
        }

        assertThat(results.get(2))
                .isInstanceOfSatisfying(
                        HostResult.Failed.class,
                        failed -> assertThat(failed.failure().detail()).contains("broken promise"));
        assertThat(results).filteredOn(HostResult.Planned.class::isInstance).hasSize(4);
        assertThat(bugs).hasSize(1);
        assertThat(hosts.values()).allMatch(FakeHost::isClosed);
    }

    @Test
    void noMoreHostsThanForksAreWorkedOnAtOnce() {
        AtomicInteger busy = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Fleet fleet = new Fleet(
                target -> new FakeHost(target, 1, () -> {
                    most.accumulateAndGet(busy.incrementAndGet(), Math::max);
                    pause(50);
                    busy.decrementAndGet();
                }),
                2,
                bugs::add);

        try (fleet) {
            fleet.plan(tasks, Progress.NONE);
        }

        assertThat(most).hasValue(2);
    }

    private void write(String host, String unit) {
        try {
            Files.writeString(folder.resolve(host).resolve("etc/systemd/system").resolve(unit), "[Service]\n");
        } catch (IOException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static void pause(long milliseconds) {
        try {
            Thread.sleep(milliseconds);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
