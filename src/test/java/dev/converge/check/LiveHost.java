package dev.converge.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.converge.desired.DesiredHost;
import dev.converge.finding.Finding;
import dev.converge.finding.FindingCode;
import dev.converge.host.HostName;
import dev.converge.observed.JournalCounts;
import dev.converge.observed.LiveFacts;
import dev.converge.observed.ObservedHost;
import dev.converge.observed.ObservedUser;
import dev.converge.observed.Quotas;
import dev.converge.observed.Running;
import dev.converge.observed.ServiceFacts;
import dev.converge.observed.StartsSeen;
import dev.converge.observed.UnitRuntime;
import dev.converge.observed.Vitals;
import dev.converge.unit.Content;
import dev.converge.unit.FileMode;
import dev.converge.unit.FileState;
import dev.converge.unit.HostPath;
import dev.converge.unit.Manifest;
import dev.converge.unit.Owner;
import dev.converge.unit.SystemdVersion;
import dev.converge.unit.UnitName;
import dev.converge.unit.UnitTree;
import dev.converge.unit.UserAccount;
import dev.converge.unit.UserName;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/** A host that was swept and of which no play declares anything: 8 GiB of memory, 32768 process ids, all at ease unless told otherwise. */
final class LiveHost {

    private static final Instant NOW = Instant.parse("2026-11-22T03:15:00Z");
    private static final long GIB = 1L << 30;

    private final SortedMap<HostPath, FileState> files = new TreeMap<>();
    private final SortedMap<UnitName, ServiceFacts> services = new TreeMap<>();
    private final SortedMap<UnitName, Quotas> slices = new TreeMap<>();
    private final SortedMap<UnitName, JournalCounts.Starts> starts = new TreeMap<>();
    private final SortedMap<UnitName, Long> killed = new TreeMap<>();
    private final SortedMap<UnitName, StartsSeen.Count> seen = new TreeMap<>();
    private final List<JournalCounts.Place> places = new ArrayList<>();
    private final List<Vitals.ProcessFiles> open = new ArrayList<>();
    private final List<ObservedUser> users = new ArrayList<>();
    private boolean journal = true;
    private long tasks = 400;
    private long available = 6 * GIB;
    private double stall;

    /** A service that has run for three hours, is of a package, and has systemd's default limits. */
    static final class Facts {

        private final UnitName name;
        private String active = "active";
        private String sub = "running";
        private String result = "success";
        private String type = "simple";
        private long restarts;
        private Duration started = Duration.ofHours(3);
        private Duration changed = Duration.ofHours(3);
        private Optional<ServiceFacts.Exit> exit = Optional.empty();
        private OptionalLong memoryMax = OptionalLong.empty();
        private OptionalLong memory = OptionalLong.empty();
        private OptionalLong cache = OptionalLong.empty();
        private long tasks = 3;
        private UnitName slice = new UnitName("system.slice");
        private List<UnitName> triggeredBy = List.of();

        Facts(String name) {
            this.name = new UnitName(name);
        }

        Facts state(String activeState, String subState) {
            active = activeState;
            sub = subState;
            return this;
        }

        Facts result(String word) {
            result = word;
            return this;
        }

        Facts type(String word) {
            type = word;
            return this;
        }

        Facts restarts(long count) {
            restarts = count;
            return this;
        }

        Facts started(Duration ago) {
            started = ago;
            return this;
        }

        Facts changed(Duration ago) {
            changed = ago;
            return this;
        }

        Facts exit(boolean bySignal, int number) {
            exit = Optional.of(new ServiceFacts.Exit(bySignal, number));
            return this;
        }

        Facts memoryMax(long bytes) {
            memoryMax = OptionalLong.of(bytes);
            return this;
        }

        Facts memory(long bytes) {
            memory = OptionalLong.of(bytes);
            return this;
        }

        /** Of its memory. */
        Facts cache(long bytes) {
            cache = OptionalLong.of(bytes);
            return this;
        }

        Facts tasks(long count) {
            tasks = count;
            return this;
        }

        Facts slice(String unit) {
            slice = new UnitName(unit);
            return this;
        }

        Facts triggeredBy(String unit) {
            triggeredBy = List.of(new UnitName(unit));
            return this;
        }

        private ServiceFacts facts() {
            boolean runs = active.equals("active");
            return new ServiceFacts(
                    name,
                    "loaded",
                    active,
                    sub,
                    result,
                    type,
                    restarts,
                    runs ? 100 : 0,
                    Optional.of(started),
                    Optional.of(changed),
                    exit,
                    new Quotas(
                            memoryMax,
                            memory,
                            cache,
                            OptionalLong.of(4915),
                            runs ? OptionalLong.of(tasks) : OptionalLong.empty(),
                            OptionalLong.empty()),
                    Optional.of(slice),
                    triggeredBy);
        }
    }

    LiveHost file(String path, String text) {
        files.put(new HostPath(path), new FileState.Regular(Content.of(text), FileMode.UNIT_FILE, Owner.ROOT));
        return this;
    }

    LiveHost service(Facts facts) {
        services.put(facts.name, facts.facts());
        return this;
    }

    /** A user of whose manager a unit has failed. */
    LiveHost failedOf(String user, String unit) {
        UserAccount account = new UserAccount(new UserName(user), 1234, 1234, new HostPath("/home/" + user));
        UnitName name = new UnitName(unit);
        UnitRuntime failed = new UnitRuntime(name, "loaded", "failed", "failed", Optional.empty(), List.of());
        users.add(new ObservedUser(
                account,
                ObservedUser.State.RUNNING,
                UnitTree.of(files, account.searchPath(), new SystemdVersion(257)),
                new TreeMap<>(Map.of(name, failed)),
                List.of()));
        return this;
    }

    LiveHost slice(String name, long memoryMax) {
        OptionalLong none = OptionalLong.empty();
        slices.put(new UnitName(name), new Quotas(OptionalLong.of(memoryMax), none, none, none, none, none));
        return this;
    }

    /** A slice with a limit of memory, and what it uses, none of it cache. */
    LiveHost slice(String name, long memoryMax, long memory) {
        OptionalLong none = OptionalLong.empty();
        OptionalLong nothing = OptionalLong.of(0);
        slices.put(
                new UnitName(name),
                new Quotas(OptionalLong.of(memoryMax), OptionalLong.of(memory), nothing, none, none, none));
        return this;
    }

    LiveHost starts(String unit, JournalCounts.Starts counted) {
        starts.put(new UnitName(unit), counted);
        return this;
    }

    /** Within the six seconds that the host is looked at. */
    LiveHost seenToStart(String unit, long times, long automatic) {
        seen.put(new UnitName(unit), new StartsSeen.Count(times, automatic));
        return this;
    }

    LiveHost killed(String unit, long times) {
        killed.put(new UnitName(unit), times);
        return this;
    }

    LiveHost journal(String path, long bytes, long used, long left) {
        places.add(new JournalCounts.Place(path, bytes, used * GIB, left * GIB));
        return this;
    }

    LiveHost withoutJournal() {
        journal = false;
        return this;
    }

    LiveHost tasks(long count) {
        tasks = count;
        return this;
    }

    LiveHost available(long bytes) {
        available = bytes;
        return this;
    }

    LiveHost stall(double percent) {
        stall = percent;
        return this;
    }

    LiveHost files(int pid, long count, long limit) {
        open.add(new Vitals.ProcessFiles(pid, count, limit));
        return this;
    }

    Sweep sweep() {
        return Sweeps.of(new DesiredHost(new HostName("cam1"), List.of()), observed(), LocalDate.of(2026, 11, 22));
    }

    /** The one finding of that kind. */
    Finding only(FindingCode code) {
        List<Finding> found = sweep().findings().stream()
                .filter(finding -> finding.code() == code)
                .toList();
        assertThat(found).as(code.toString()).hasSize(1);
        return found.getFirst();
    }

    private ObservedHost observed() {
        SortedMap<UnitName, UnitRuntime> units = new TreeMap<>();
        services.forEach((name, facts) -> units.put(
                name,
                new UnitRuntime(
                        name, facts.loadState(), facts.activeState(), facts.subState(), Optional.empty(), List.of())));
        SystemdVersion systemd = new SystemdVersion(257);
        return new ObservedHost(
                Optional.of(systemd),
                UnitTree.of(files, systemd),
                units,
                Manifest.NONE,
                Map.of(),
                ObservedHost.MachineId.SET,
                Owner.ROOT,
                Map.of(),
                Map.of(),
                List.of(),
                Optional.empty(),
                Running.NOTHING,
                users,
                Optional.of(live()));
    }

    private LiveFacts live() {
        return new LiveFacts(
                Optional.of(vitals()),
                services,
                slices,
                journal
                        ? new JournalCounts(true, Optional.of(NOW.minus(Duration.ofDays(9))), starts, killed, places)
                        : JournalCounts.UNREADABLE,
                new StartsSeen(Duration.ofSeconds(6), seen),
                Map.of());
    }

    private Vitals vitals() {
        return new Vitals(
                NOW,
                Duration.ofDays(9),
                OptionalLong.of(8 * GIB),
                OptionalLong.of(available),
                OptionalLong.of(32_768),
                OptionalLong.of(tasks),
                OptionalLong.of(4),
                OptionalLong.of(2000),
                OptionalLong.empty(),
                open,
                new TreeMap<>(Map.of("memory", new Vitals.Stall(stall, stall))));
    }
}
