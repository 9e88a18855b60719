package dev.converge.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.converge.check.Sweep.Waived;
import dev.converge.desired.Waiver;
import dev.converge.finding.Finding;
import dev.converge.finding.FindingCode;
import dev.converge.problem.SourceSpot;
import dev.converge.unit.Glob;
import dev.converge.unit.UnitName;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class WaiversTest {

    private static final LocalDate LAST_DAY = LocalDate.of(2027, 3, 31);

    private final Finding legacy = finding(FindingCode.UNKNOWN_UNIT, "legacy-import.service");
    private final Waiver waiver = waiver("legacy-*.service", LAST_DAY, 12);

    @Test
    void aWaiverHoldsForItsCodeAndUnitsAndNoOthers() {
        Finding otherUnit = finding(FindingCode.UNKNOWN_UNIT, "import-legacy.service");
        Finding otherCode = finding(FindingCode.NO_QUOTA, "legacy-import.service");

        Waivers split = Waivers.apply(List.of(waiver), List.of(otherUnit, legacy, otherCode), LAST_DAY);

        assertThat(split.findings()).containsExactly(otherUnit, otherCode);
        assertThat(split.waived()).containsExactly(new Waived(legacy, waiver));
    }

    @Test
    void aWaiverWithoutUnitHoldsForEveryUnitAndForTheHost() {
        Waiver every = new Waiver(FindingCode.PID_PRESSURE, Optional.empty(), "OPS-12", LAST_DAY, spot(3));
        Finding ofHost = new Finding(
                FindingCode.PID_PRESSURE, Finding.Severity.WARNING, Optional.empty(), "Many.", "look", new TreeMap<>());
        Finding ofUnit = finding(FindingCode.PID_PRESSURE, "a.service");

        Waivers split = Waivers.apply(List.of(every), List.of(ofHost, ofUnit), LAST_DAY);

        assertThat(split.findings()).isEmpty();
        assertThat(split.waived()).extracting(Waived::finding).containsExactly(ofHost, ofUnit);
    }

    @Test
    void aWaiverWithAUnitSaysNothingOfTheHost() {
        Finding ofHost = new Finding(
                FindingCode.UNKNOWN_UNIT, Finding.Severity.WARNING, Optional.empty(), "Some.", "look", new TreeMap<>());

        Waivers split = Waivers.apply(List.of(waiver), List.of(ofHost), LAST_DAY);

        assertThat(split.findings()).containsExactly(ofHost);
    }

    @Test
    void anExpiredWaiverWaivesNothingAndTheFindingSaysSo() {
        LocalDate dayAfter = LAST_DAY.plusDays(1);

        Waivers split = Waivers.apply(List.of(waiver), List.of(legacy), dayAfter);

        assertThat(split.waived()).isEmpty();
        assertThat(split.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.message()).isEqualTo(legacy.message());
            assertThat(finding.remedy()).isEqualTo("declare it; the waiver at site.yml:12:9 has expired on 2027-03-31");
            assertThat(finding.evidence())
                    .containsExactly(
                            Map.entry("file", "/etc/x"),
                            Map.entry("waiver", "until 2027-03-31 (site.yml:12:9): OPS-12"));
        });
    }

    @Test
    void aWaiverThatHoldsCountsMoreThanOneThatHasExpired() {
        Waiver renewed = waiver("legacy-*", LAST_DAY.plusYears(1), 20);

        Waivers split = Waivers.apply(List.of(waiver, renewed), List.of(legacy), LAST_DAY.plusDays(1));

        assertThat(split.waived()).containsExactly(new Waived(legacy, renewed));
    }

    private static Waiver waiver(String glob, LocalDate until, int line) {
        return new Waiver(FindingCode.UNKNOWN_UNIT, Optional.of(new Glob(glob)), "OPS-12", until, spot(line));
    }

    private static SourceSpot spot(int line) {
        return new SourceSpot("site.yml", line, 9);
    }

    private static Finding finding(FindingCode code, String unit) {
        return new Finding(
                code,
                Finding.Severity.WARNING,
                Optional.of(new UnitName(unit)),
                unit + " is odd.",
                "declare it",
                new TreeMap<>(Map.of("file", "/etc/x")));
    }
}
