package dev.converge.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.converge.host.HostFailureException;
import dev.converge.observed.ObservedHost;
import dev.converge.unit.FileState;
import dev.converge.unit.HostPath;
import dev.converge.unit.SystemdVersion;
import dev.converge.unit.UnitTree;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What converge believes of every unit of hosts with many servers is what their systemd believes. */
final class OracleIT {

    /** Any other is as good: {@code -Doracle.seed=7}. */
    private static final long SEED = Long.getLong("oracle.seed", 20);

    @ParameterizedTest
    @EnumSource(Release.class)
    void everyUnitOfManyServersIsWhatSystemdMakesOfIt(Release release) throws Exception {
        Tally tally = new Tally(release + ", packages");
        try (ServerHost host = ServerHost.boot(release, release.serversImage())) {
            compare(host, tally);
        }

        System.out.println(tally.summary());
        assertThat(tally.differences()).isEmpty();
        assertThat(tally.compared()).as("values compared").isGreaterThan(10_000);
    }

    @ParameterizedTest
    @EnumSource(Release.class)
    void everyUnitMadeAtRandomIsWhatSystemdMakesOfIt(Release release) throws Exception {
        Tally tally = new Tally(release + ", seed " + SEED);
        try (ServerHost host = ServerHost.boot(release, release.image())) {
            host.sh("sh -s", new GeneratedTree(SEED, 200).script());
            compare(host, tally);
        }

        System.out.println(tally.summary());
        assertThat(tally.differences()).as("seed %s", SEED).isEmpty();
        assertThat(tally.compared()).as("values compared").isGreaterThan(5_000);
    }

    private static void compare(ServerHost host, Tally tally) throws HostFailureException {
        ObservedHost observed = host.probe();
        SystemdVersion version = observed.systemd().orElseThrow();
        SystemdSays says = host.ask();
        Oracle oracle = new Oracle(observed.tree(), says, tally);
        oracle.compareStates();
        oracle.compareUnits();
        oracle.compareDefaults();
        oracle.compareRoundTrips();
        SortedSet<String> units = new TreeSet<>(says.enabled().keySet());
        Oracle.compareLinks(withoutLinks(observed.tree(), version), host.enable(units), units, tally);
    }

    /** The tree that oracle/links.sh makes: without what is enabled. */
    private static UnitTree withoutLinks(UnitTree tree, SystemdVersion version) {
        Map<HostPath, FileState> files = new HashMap<>(tree.files());
        files.entrySet()
                .removeIf(entry -> entry.getKey().value().startsWith("/run/")
                        || (entry.getKey().value().startsWith("/etc/systemd/system/")
                                && entry.getValue() instanceof FileState.Link link
                                && (link.target().contains("systemd/system/")
                                        || !link.target().startsWith("/"))));
        return UnitTree.of(files, version);
    }
}
