package dev.converge.unit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ManagerDefaultsTest {

    @Test
    void aTreeThatSaysNothingHasSystemdsOwn() {
        UnitTree tree = Trees.of("/etc/systemd/system.conf: [Manager] | #DefaultStartLimitBurst=9");

        ManagerDefaults defaults = tree.managerDefaults();

        assertThat(defaults).isEqualTo(ManagerDefaults.BUILT_IN);
    }

    @Test
    void filesApplyByNameAfterTheMainOneAndHideTheirNamesakes() {
        UnitTree tree = Trees.of(
                "/etc/systemd/system.conf: [Manager] | DefaultStartLimitBurst=9 | DefaultRestartSec=2",
                "/usr/lib/systemd/system.conf.d/90-z.conf: [Manager] | DefaultStartLimitBurst=8",
                "/etc/systemd/system.conf.d/50-converge.conf: [Manager] | DefaultStartLimitBurst=7 | DefaultStartLimitIntervalSec=1min",
                "/run/systemd/system.conf.d/60-a.conf: [Manager] | DefaultTimeoutStartSec=0",
                "/usr/local/lib/systemd/system.conf.d/60-a.conf: [Manager] | DefaultStartLimitIntervalSec=9h",
                "/etc/systemd/system.conf.d/70-masked.conf -> /dev/null",
                "/usr/lib/systemd/system.conf.d/70-masked.conf: [Manager] | DefaultRestartSec=9",
                "/etc/systemd/system.conf.d/not-a-conf: [Manager] | DefaultRestartSec=9",
                "/etc/systemd/system.conf.d/.hidden.conf: [Manager] | DefaultRestartSec=9");

        ManagerDefaults defaults = tree.managerDefaults();

        assertThat(defaults)
                .isEqualTo(new ManagerDefaults(TimeSpan.ofSeconds(60), 8, TimeSpan.ofSeconds(2), TimeSpan.INFINITY));
    }

    /** Measured on 247, 252 and 257. */
    @Test
    void oldNamesCountAndBadValuesDoNot() {
        UnitTree tree = Trees.of(
                "/etc/systemd/system.conf.d/a.conf: [Manager] | DefaultStartLimitInterval=33 | DefaultStartLimitBurst= | DefaultRestartSec=7 # x",
                "/etc/systemd/system.conf.d/b.conf: [Service] | DefaultStartLimitBurst=2");

        ManagerDefaults defaults = tree.managerDefaults();

        assertThat(defaults)
                .isEqualTo(
                        new ManagerDefaults(TimeSpan.ofSeconds(33), 5, new TimeSpan(100_000), TimeSpan.ofSeconds(90)));
    }

    /** Measured: 252 takes /etc/systemd/system.conf only, 257 the first there is. */
    @ParameterizedTest
    @CsvSource({"247, 5", "252, 5", "257, 17"})
    void aMainFileElsewhereIsReadByNewerVersions(int version, long burst) {
        UnitTree tree = UnitTree.of(
                Trees.states(
                        "/usr/lib/systemd/system.conf: [Manager] | DefaultStartLimitBurst=3",
                        "/run/systemd/system.conf: [Manager] | DefaultStartLimitBurst=17"),
                new SystemdVersion(version));

        ManagerDefaults defaults = tree.managerDefaults();

        assertThat(defaults.startLimitBurst()).isEqualTo(burst);
    }

    @Test
    void aServiceIsJudgedByTheDefaultsOfItsHost() {
        UnitTree tree = Trees.of(
                "/etc/systemd/system/a.service: [Service] | ExecStart=/bin/false | Restart=always | RestartSec=3",
                "/etc/systemd/system.conf.d/50.conf: [Manager] | DefaultStartLimitIntervalSec=5min");

        List<RestartVerdict.Kind> kinds = tree.merged(new UnitName("a.service")).stream()
                .map(service ->
                        RestartVerdict.of(service, tree.managerDefaults()).kind())
                .toList();

        assertThat(kinds).containsExactly(RestartVerdict.Kind.BOUNDED);
    }
}
