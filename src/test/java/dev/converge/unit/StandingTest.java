package dev.converge.unit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of each assignment. Files are separated by {@code //}, lines by {@code |}; the first file is {@code /etc/0}. */
final class StandingTest {

    private static final SystemdVersion DEBIAN_12 = new SystemdVersion(252);

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "[Service]|Nice=5; effective",
                "[Service]|Nice=5|Nice=6; overridden by /etc/0:3, effective",
                "[Service]|Nice=5 // [Service]|Nice=6; overridden by /etc/1:2, effective",
                "[Service]|Nice=5|Nice=6|Nice=7; overridden by /etc/0:3, overridden by /etc/0:4, effective",
                "[Service]|Nice=5|Nice=five; effective, refused",
                "[Service]|Nice=5|Nice=; reset by /etc/0:3, effective",
                "[Service]|RemainAfterExit=yes|RemainAfterExit=; effective, empty",
                "[Service]|MemoryMax=1G|MemoryMax=; reset by /etc/0:3, effective",
                "[Service]|MemoryMax=1G|MemoryMax=|MemoryMax=2G; reset by /etc/0:3, effective, effective",
                "[Service]|Environment=A=1|Environment=B=2; effective, effective",
                "[Service]|Environment=A=1|Environment=|Environment=B=2; reset by /etc/0:3, effective, effective",
                "[Unit]|After=a.service|After=; effective, empty",
                "[Unit]|ConditionUser=a|AssertUser=a|ConditionHost=; reset by /etc/0:4, effective, effective",
                "[Service]|StartLimitIntervalSec=60; misplaced Unit",
                "[Service]|StartLimitInterval=60 // [Unit]|StartLimitIntervalSec=30; overridden by /etc/1:2, effective",
                "[Service]|TimeoutSec=5|TimeoutStopSec=6; effective, effective",
                "[Service]|TimeoutStopSec=6|TimeoutSec=5; overridden by /etc/0:3, effective",
                "[Service]|TimeoutSec=4|TimeoutStartSec=5|TimeoutStopSec=6; overridden by /etc/0:4, effective, effective",
                "[Service]|ReadWriteDirectories=/a|ReadWritePaths=; reset by /etc/0:3, effective",
                "[Unit]|MemoryMax=1G; misplaced Service",
                "[Service]|MemoryMaxx=1G; unknown",
                "[Timer]|OnCalendar=daily; unknown",
                "[Service]|RestartSteps=3; newer 254",
                "[X-Fleet]|Owner=me|[Service]|X-Owner=me; foreign, foreign"
            })
    void anAssignmentCountsOrIsToldWhyNot(String files, String expected) {
        List<MergedUnit.Source> sources = new ArrayList<>();
        for (String file : files.split(" // ", -1)) {
            sources.add(new MergedUnit.Source(
                    new HostPath("/etc/" + sources.size()),
                    UnitFile.parse(Content.of(file.replace("|", "\n") + "\n"))));
        }

        List<String> standings = MergedUnit.of(UnitType.SERVICE, sources, DEBIAN_12).standings().values().stream()
                .map(StandingTest::word)
                .toList();

        assertThat(standings).containsExactly(expected.split(", ", -1));
    }

    private static String word(Standing standing) {
        return switch (standing) {
            case Standing.Effective effective -> "effective";
            case Standing.Overridden overridden -> "overridden by " + spot(overridden.by());
            case Standing.Reset reset -> "reset by " + spot(reset.by());
            case Standing.Refused refused -> "refused";
            case Standing.Empty empty -> "empty";
            case Standing.Misplaced misplaced -> "misplaced " + misplaced.section();
            case Standing.Newer newer -> "newer " + newer.since();
            case Standing.Unknown unknown -> "unknown";
            case Standing.Foreign foreign -> "foreign";
        };
    }

    private static String spot(MergedUnit.Setting setting) {
        return setting.path() + ":" + setting.line();
    }
}
