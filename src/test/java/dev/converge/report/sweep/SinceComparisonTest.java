package dev.converge.report.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.converge.check.Sweep;
import dev.converge.check.Sweep.Waived;
import dev.converge.desired.Waiver;
import dev.converge.engine.SweepResult;
import dev.converge.finding.Finding;
import dev.converge.finding.FindingCode;
import dev.converge.host.HostFailure;
import dev.converge.host.HostName;
import dev.converge.problem.SourceSpot;
import dev.converge.report.sweep.EarlierSweep.EarlierFinding;
import dev.converge.report.sweep.EarlierSweep.EarlierHost;
import dev.converge.unit.UnitName;
import dev.converge.unit.UserName;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SinceComparisonTest {

    private static final HostName HOST = new HostName("tank1");

    @Test
    void aFindingOfAUnitIsTheSameWhateverItsWordsSay() {
        Finding now = finding(FindingCode.CRASH_LOOP, "a.service", "started 9 times");

        Since since = compared(List.of(now), before("crash-loop", "a.service", "started twice", false));

        assertThat(host(since).still()).containsExactly(now);
        assertThat(host(since).fresh()).isEmpty();
        assertThat(host(since).gone()).isEmpty();
    }

    @Test
    void anotherUnitOrCodeOrUserIsAnotherFinding() {
        Finding otherUnit = finding(FindingCode.CRASH_LOOP, "b.service", "it loops");
        Finding otherCode = finding(FindingCode.FAILED_UNIT, "a.service", "it loops");
        Finding otherUser =
                finding(FindingCode.CRASH_LOOP, "a.service", "it loops").of(new UserName("anna"));
        EarlierFinding earlier = before("crash-loop", "a.service", "it loops", false);

        Since since = compared(List.of(otherUnit, otherCode, otherUser), earlier);

        assertThat(host(since).fresh()).containsExactly(otherUnit, otherCode, otherUser);
        assertThat(host(since).gone()).containsExactly(earlier);
    }

    @Test
    void ofSeveralFindingsOfOneUnitAndCodeAsManyAreNewAsThereAreMore() {
        Finding nice = finding(FindingCode.UNKNOWN_DIRECTIVE, "a.service", "Nise= is unknown (line 3)");
        Finding user = finding(FindingCode.UNKNOWN_DIRECTIVE, "a.service", "Usr= is unknown (line 4)");

        Since since = compared(
                List.of(nice, user), before("unknown-directive", "a.service", "Usr= is unknown (line 4)", false));

        assertThat(host(since).fresh()).containsExactly(nice);
        assertThat(host(since).still()).containsExactly(user);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    81 % of the process ids are in use: 26,542 of 32,768. | 91 % of the process ids are in use: 29,819 of 32,768. | true
                    980 MiB are free.                                     | 1.2 GiB are free.                                     | true
                    At 2026-11-22T03:15:00Z it was full (85%).            | At 2026-11-23T03:15:00Z it was full (87.5%).          | true
                    /etc/systemd/system/a1.service leads nowhere.         | /etc/systemd/system/a2.service leads nowhere.         | false
                    The memory runs out.                                  | The disk runs out.                                    | false
                    """)
    void aFindingWithoutUnitIsTheSameWhenOnlyNumbersDiffer(String then, String now, boolean same) {
        Since since =
                compared(List.of(finding(FindingCode.PID_PRESSURE, "", now)), before("pid-pressure", "", then, false));

        assertThat(host(since).fresh()).hasSize(same ? 0 : 1);
        assertThat(host(since).gone()).hasSize(same ? 0 : 1);
    }

    @Test
    void waiversMakeNothingNewAndNothingGone() {
        Finding noLongerWaived = finding(FindingCode.STRAY_UNIT, "a.service", "stray");
        Finding waivedNow = finding(FindingCode.STRAY_UNIT, "b.service", "stray");
        EarlierFinding goneAndWaived = before("stray-unit", "c.service", "stray", true);

        Since since = SinceComparison.of(
                earlier(Map.of(
                        HOST,
                        new EarlierHost(
                                true,
                                List.of(
                                        before("stray-unit", "a.service", "stray", true),
                                        before("stray-unit", "b.service", "stray", false),
                                        goneAndWaived)))),
                List.of(swept(List.of(noLongerWaived), List.of(waived(waivedNow)))));

        assertThat(host(since)).isEqualTo(new Since.Compared(List.of(), List.of(noLongerWaived), List.of()));
    }

    @Test
    void hostsThatOneOfTheSweepsDidNotLookAtAreToldAndNotCompared() {
        List<EarlierFinding> findings = List.of(before("stray-unit", "a.service", "stray", false));
        HostFailure failure = HostFailure.unreachable("The host does not answer", "", "");

        Since since = SinceComparison.of(
                earlier(Map.of(
                        new HostName("old"),
                        new EarlierHost(true, findings),
                        new HostName("silent"),
                        new EarlierHost(true, findings),
                        HOST,
                        new EarlierHost(false, List.of()))),
                List.of(
                        swept(List.of(finding(FindingCode.STRAY_UNIT, "a.service", "stray")), List.of()),
                        new SweepResult.Failed(new HostName("silent"), failure, List.of()),
                        new SweepResult.Failed(new HostName("unheard-of"), failure, List.of())));

        assertThat(since.hosts()).isEmpty();
        assertThat(since.notCompared())
                .containsExactly(
                        Map.entry(new HostName("old"), "not in this sweep"),
                        Map.entry(new HostName("silent"), "unreachable now"),
                        Map.entry(HOST, "could not be looked at then"),
                        Map.entry(new HostName("unheard-of"), "not in the earlier sweep"));
    }

    private static Since compared(List<Finding> now, EarlierFinding... then) {
        return SinceComparison.of(
                earlier(Map.of(HOST, new EarlierHost(true, List.of(then)))), List.of(swept(now, List.of())));
    }

    private static Since.Compared host(Since since) {
        return Optional.ofNullable(since.hosts().get(HOST)).orElseThrow();
    }

    private static EarlierSweep earlier(Map<HostName, EarlierHost> hosts) {
        SortedMap<HostName, EarlierHost> sorted = new TreeMap<>(hosts);
        return new EarlierSweep(Instant.EPOCH, sorted);
    }

    private static SweepResult swept(List<Finding> findings, List<Waived> waived) {
        return new SweepResult.Swept(
                HOST, Optional.empty(), OptionalInt.empty(), new Sweep(findings, waived, List.of(), List.of()));
    }

    private static Finding finding(FindingCode code, String unit, String message) {
        return new Finding(code, Finding.Severity.WARNING, UnitName.parse(unit), message, "", new TreeMap<>());
    }

    private static EarlierFinding before(String code, String unit, String message, boolean waived) {
        return new EarlierFinding(
                code, Finding.Severity.WARNING, UnitName.parse(unit), Optional.empty(), message, waived);
    }

    private static Waived waived(Finding finding) {
        return new Waived(
                finding,
                new Waiver(
                        finding.code(),
                        Optional.empty(),
                        "known",
                        LocalDate.of(2027, 1, 1),
                        SourceSpot.wholeFile("site.yml")));
    }
}
