package dev.converge.diff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.converge.observed.ObservedHost;
import dev.converge.observed.Running;
import dev.converge.observed.UnitRuntime;
import dev.converge.unit.Content;
import dev.converge.unit.FileMode;
import dev.converge.unit.FileState;
import dev.converge.unit.HostPath;
import dev.converge.unit.Manifest;
import dev.converge.unit.Owner;
import dev.converge.unit.Seen;
import dev.converge.unit.SystemdVersion;
import dev.converge.unit.UnitName;
import dev.converge.unit.UnitTree;
import dev.converge.unit.UserName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SightingTest {

    private static final UnitName TANK = new UnitName("tank.service");
    private static final Reason WHY = new Reason("a test");

    private static ObservedHost host(Map<HostPath, FileState> files, String activeState) {
        TreeMap<UnitName, UnitRuntime> units = new TreeMap<>();
        units.put(TANK, new UnitRuntime(TANK, "loaded", activeState, "", Optional.empty(), List.of()));
        return new ObservedHost(
                Optional.of(SystemdVersion.OLDEST),
                UnitTree.of(files),
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
                List.of());
    }

    @ParameterizedTest
    @CsvSource({
        "active,true",
        "activating,true",
        "reloading,true",
        "refreshing,true",
        "inactive,false",
        "failed,false",
    })
    void aUnitThatIsToComeUpIsNotedAsItIs(String activeState, boolean up) {
        ObservedHost observed = host(Map.of(), activeState);

        List<Seen.Unit> units = Sighting.units(List.of(new UnitEffect.Restarts(TANK, WHY)), observed, Optional.empty());

        assertThat(units).containsExactly(new Seen.Unit(TANK, Optional.empty(), up));
    }

    @Test
    void aUnitOnItsWayDownIsNotNotedBecauseWhatItIsNextIsNoNews() {
        ObservedHost observed = host(Map.of(), "deactivating");

        List<Seen.Unit> units = Sighting.units(List.of(new UnitEffect.Starts(TANK, WHY)), observed, Optional.empty());

        assertThat(units).isEmpty();
    }

    @Test
    void aUnitThatSystemdHasNotLoadedIsDown() {
        UnitName fresh = new UnitName("fresh.service");
        ObservedHost observed = host(Map.of(), "active");

        List<Seen.Unit> units =
                Sighting.units(List.of(new UnitEffect.Starts(fresh, WHY)), observed, Optional.of(new UserName("anna")));

        assertThat(units).containsExactly(new Seen.Unit(fresh, Optional.of(new UserName("anna")), false));
    }

    @Test
    void whatOnlyStopsIsNotNoted() {
        ObservedHost observed = host(Map.of(), "active");

        List<Seen.Unit> units = Sighting.units(
                List.of(new UnitEffect.Stops(TANK, WHY), new UnitEffect.Vanishes(TANK, true, WHY)),
                observed,
                Optional.empty());

        assertThat(units).isEmpty();
    }

    @Test
    void theManifestIsNotedByTheBytesThatLieOnTheHost() {
        Content content = Content.of("converge-manifest 1\n# by hand\n");
        FileState manifest = new FileState.Regular(content, new FileMode(0600), Owner.ROOT);

        Optional<String> without = Sighting.manifest(host(Map.of(), "active"));
        Optional<String> with = Sighting.manifest(
                host(Map.of(new HostPath("/etc/systemd/system/.converge/manifest"), manifest), "active"));

        assertThat(without).isEmpty();
        assertThat(with).contains(content.sha256());
    }
}
