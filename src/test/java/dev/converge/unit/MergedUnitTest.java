package dev.converge.unit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class MergedUnitTest {

    /** A fragment, a drop-in, a directive, and the values that count in the end. */
    static Stream<Arguments> merges() {
        return Stream.of(
                // one value: the last counts
                Arguments.of("[Service] | Nice=1 | Nice=2", "", "Service.Nice", List.of("2")),
                Arguments.of("[Service] | Nice=1", "[Service] | Nice=3", "Service.Nice", List.of("3")),
                Arguments.of("[Service] | MemoryMax=1G", "[Service] | MemoryMax=", "Service.MemoryMax", List.of()),
                Arguments.of(
                        "[Service] | Restart=always", "[Service] | Restart=", "Service.Restart", List.of("always")),
                Arguments.of("[Service] | RestartSec=5", "[Service] | RestartSec=", "Service.RestartSec", List.of("5")),
                // what systemd refuses leaves the earlier value in force
                Arguments.of(
                        "[Service] | MemoryMax=1G", "[Service] | MemoryMax=2GB", "Service.MemoryMax", List.of("1G")),
                Arguments.of("[Service] | CPUQuota=80", "", "Service.CPUQuota", List.of()),
                Arguments.of("[Service] | RestartSec=5 # five", "", "Service.RestartSec", List.of()),
                // lists append
                Arguments.of(
                        "[Service] | Environment=A=1",
                        "[Service] | Environment=B=2",
                        "Service.Environment",
                        List.of("A=1", "B=2")),
                Arguments.of(
                        "[Service] | ExecStart=/bin/a",
                        "[Service] | ExecStart= | ExecStart=/bin/b",
                        "Service.ExecStart",
                        List.of("/bin/b")),
                Arguments.of(
                        "[Unit] | After=a.target",
                        "[Unit] | After= | After=b.target",
                        "Unit.After",
                        List.of("a.target", "b.target")),
                // only where systemd reads it
                Arguments.of("[Unit] | Nice=1", "[Service] | nice=2 | [Install] | Nice=3", "Service.Nice", List.of()),
                Arguments.of("[X-Service] | Nice=1", "", "Service.Nice", List.of()),
                Arguments.of("[Timer] | OnBootSec=1", "", "Timer.OnBootSec", List.of()),
                Arguments.of("[Service] | StartLimitIntervalSec=60", "", "Unit.StartLimitIntervalSec", List.of()),
                // one directive stands for two, the last of them and these counts
                Arguments.of(
                        "[Service] | TimeoutSec=5",
                        "[Service] | TimeoutStopSec=6",
                        "Service.TimeoutStartSec",
                        List.of("5")),
                Arguments.of(
                        "[Service] | TimeoutSec=5",
                        "[Service] | TimeoutStopSec=6",
                        "Service.TimeoutStopSec",
                        List.of("6")),
                Arguments.of(
                        "[Service] | TimeoutStopSec=6",
                        "[Service] | TimeoutSec=5",
                        "Service.TimeoutStopSec",
                        List.of("5")),
                // old names are other names of the new ones
                Arguments.of(
                        "[Service] | ReadWriteDirectories=/a",
                        "[Service] | ReadWritePaths=/b",
                        "Service.ReadWritePaths",
                        List.of("/a", "/b")),
                // the start limit has an old name and an old place
                Arguments.of("[Service] | StartLimitInterval=60", "", "Unit.StartLimitIntervalSec", List.of("60")),
                Arguments.of(
                        "[Unit] | StartLimitIntervalSec=30",
                        "[Unit] | StartLimitInterval=60",
                        "Unit.StartLimitIntervalSec",
                        List.of("60")),
                Arguments.of(
                        "[Service] | StartLimitBurst=3",
                        "[Unit] | StartLimitBurst=4",
                        "Unit.StartLimitBurst",
                        List.of("4")));
    }

    @ParameterizedTest
    @MethodSource("merges")
    void laterFilesOverrideAppendOrReset(String fragment, String dropIn, String directive, List<String> expected) {
        String section = directive.substring(0, directive.indexOf('.'));
        String name = directive.substring(directive.indexOf('.') + 1);

        MergedUnit unit = service(fragment, dropIn);

        assertThat(unit.values(section, name))
                .extracting(MergedUnit.Setting::value)
                .isEqualTo(expected);
        assertThat(unit.value(section, name).map(MergedUnit.Setting::value))
                .isEqualTo(expected.stream().reduce((earlier, later) -> later));
    }

    @Test
    void theDecidingAssignmentSaysWhereItStands() {
        MergedUnit unit = service("[Service] | Nice=1", "# header | [Service] | Nice=2");

        assertThat(unit.value("Service", "Nice"))
                .contains(new MergedUnit.Setting("Service", "Nice", "2", new HostPath("/etc/1.conf"), 3));
    }

    @Test
    void assignmentsThatDoNotCountAreKeptForChecks() {
        MergedUnit unit = service("[Service] | Nice=1 | Nice=900 | Nonsense=x", "[Service] | Nice=2");

        assertThat(unit.assignments())
                .extracting(setting -> setting.name() + "=" + setting.value())
                .containsExactly("Nice=1", "Nice=900", "Nonsense=x", "Nice=2");
    }

    static Stream<Arguments> changes() {
        return Stream.of(
                Arguments.of("[Service] | MemoryMax=2G", "[Service] | MemoryMax=2147483648", List.of()),
                Arguments.of("[Service] | MemoryMax=2G", "[Service] | MemoryMax=1G | MemoryMax=2G", List.of()),
                Arguments.of("[Service] | MemoryMax=2G", "[Service] | MemoryMax=2G | MemoryMax=2GB", List.of()),
                Arguments.of("[Service] | MemoryMax=2G", "[Service] | MemoryMax=3G", List.of("Service.MemoryMax")),
                Arguments.of(
                        "[Service] | MemoryMax=2G",
                        "[Unit] | Description=x",
                        List.of("Service.MemoryMax", "Unit.Description")),
                Arguments.of(
                        "[Unit] | After=a.target b.target",
                        "[Unit] | After=b.target | After=a.target a.target",
                        List.of()),
                Arguments.of("[Unit] | After=a.target", "[Unit] | After=b.target", List.of("Unit.After")),
                Arguments.of(
                        "[Install] | WantedBy=a.target b.target", "[Install] | WantedBy=b.target a.target", List.of()),
                Arguments.of(
                        "[Service] | ExecStartPre=/bin/a | ExecStartPre=/bin/b",
                        "[Service] | ExecStartPre=/bin/b | ExecStartPre=/bin/a",
                        List.of("Service.ExecStartPre")),
                Arguments.of("[Service] | Foo=1", "[Service] | Foo=2", List.of()),
                Arguments.of("[Service] | StartLimitInterval=60", "[Unit] | StartLimitIntervalSec=1min", List.of()));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void onlyEffectiveValuesThatDifferAreChanges(String before, String after, List<String> expected) {
        List<Directive> changed = MergedUnit.changed(service(before, ""), service(after, ""));

        assertThat(changed)
                .extracting(directive -> directive.section() + "." + directive.name())
                .isEqualTo(expected);
    }

    private static MergedUnit service(String... files) {
        List<MergedUnit.Source> sources = new ArrayList<>();
        for (String file : files) {
            Content content = Content.of(file.replace(" | ", "\n"));
            sources.add(
                    new MergedUnit.Source(new HostPath("/etc/" + sources.size() + ".conf"), UnitFile.parse(content)));
        }
        return MergedUnit.of(UnitType.SERVICE, sources);
    }
}
