package dev.converge.unit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.converge.unit.Grammar.Verdict;
import dev.converge.unit.ManagerDirective.Moment;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ManagerDirectivesTest {

    @ParameterizedTest
    @CsvSource({
        "DefaultStartLimitIntervalSec, RELOAD, RELOAD, 0",
        "LogLevel, RELOAD, REEXEC, 0",
        "CPUAffinity, RELOAD, BOOT, 0",
        "ManagerEnvironment, REEXEC, BOOT, 248",
        "CapabilityBoundingSet, BOOT, BOOT, 0",
        "ReloadLimitBurst, RELOAD, RELOAD, 253"
    })
    void aSettingComesIntoForceAndGoesOutOfItAsOnRealHosts(String name, Moment in, Moment out, int since) {
        ManagerDirective directive = ManagerDirectives.find(name).orElseThrow();

        assertThat(directive.inForce()).isEqualTo(in);
        assertThat(directive.outOfForce()).isEqualTo(out);
        assertThat(directive.since()).isEqualTo(since);
    }

    @Test
    void noSettingIsEasierToTakeBackThanToMake() {
        assertThat(ManagerDirectives.names()).isSorted().hasSizeGreaterThan(60).allSatisfy(name -> {
            ManagerDirective directive = ManagerDirectives.find(name).orElseThrow();
            assertThat(directive.outOfForce()).isGreaterThanOrEqualTo(directive.inForce());
        });
    }

    @Test
    void anOldNameIsKnownAndNotSuggested() {
        Optional<ManagerDirective> old = ManagerDirectives.find("DefaultStartLimitInterval");

        assertThat(old.flatMap(ManagerDirective::replacedBy)).contains("DefaultStartLimitIntervalSec");
        assertThat(ManagerDirectives.names()).doesNotContain("DefaultStartLimitInterval");
    }

    @ParameterizedTest
    @ValueSource(strings = {"off", "default", "30", "1min"})
    void aWatchdogTakesATimeSpanOrAWord(String value) {
        Grammar grammar =
                ManagerDirectives.find("RuntimeWatchdogSec").orElseThrow().grammar();

        assertThat(grammar.judge(value)).isInstanceOf(Verdict.Accepted.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"on", "Off", "30 seconds ago"})
    void aWatchdogTakesNothingElse(String value) {
        Grammar grammar =
                ManagerDirectives.find("RuntimeWatchdogSec").orElseThrow().grammar();

        assertThat(grammar.judge(value)).isInstanceOf(Verdict.Refused.class);
    }

    @Test
    void aDefaultTakesWhatTheDirectiveOfUnitsTakes() {
        Grammar ofUnits =
                Directives.find(UnitType.SERVICE, "LimitNOFILE").orElseThrow().grammar();
        Grammar ofManager =
                ManagerDirectives.find("DefaultLimitNOFILE").orElseThrow().grammar();

        assertThat(ofManager.judge("1024:65536")).isEqualTo(ofUnits.judge("1024:65536"));
        assertThat(ofManager.judge("65k")).isEqualTo(ofUnits.judge("65k"));
    }
}
