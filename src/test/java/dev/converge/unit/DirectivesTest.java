package dev.converge.unit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.converge.unit.Directive.Accumulation;
import dev.converge.unit.Directive.Effect;
import dev.converge.unit.Directive.Topic;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class DirectivesTest {

    @ParameterizedTest
    @CsvSource({
        "Restart,               Service, RESTART,   RELOAD,  LAST_WINS_EMPTY_IS_AN_ERROR",
        "RestartSec,            Service, RESTART,   RELOAD,  LAST_WINS_EMPTY_IS_AN_ERROR",
        "StartLimitBurst,       Unit,    RESTART,   RELOAD,  LAST_WINS_EMPTY_IS_AN_ERROR",
        "StartLimitIntervalSec, Unit,    RESTART,   RELOAD,  LAST_WINS_EMPTY_IS_AN_ERROR",
        "MemoryMax,             Service, RESOURCES, RELOAD,  LAST_WINS_EMPTY_RESETS",
        "CPUQuota,              Service, RESOURCES, RELOAD,  LAST_WINS_EMPTY_RESETS",
        "TasksMax,              Service, RESOURCES, RELOAD,  LAST_WINS_EMPTY_RESETS",
        "IOReadBandwidthMax,    Service, RESOURCES, RELOAD,  APPENDS_EMPTY_RESETS",
        "Slice,                 Service, RESOURCES, RESTART, LAST_WINS_EMPTY_IS_AN_ERROR",
        "LimitNOFILE,           Service, RESOURCES, RESTART, LAST_WINS_EMPTY_IS_AN_ERROR",
        "OOMScoreAdjust,        Service, RESOURCES, RESTART, LAST_WINS_EMPTY_RESETS",
        "Nice,                  Service, SETTINGS,  RESTART, LAST_WINS_EMPTY_RESETS",
        "ExecStart,             Service, SETTINGS,  RESTART, APPENDS_EMPTY_RESETS",
        "ExecStop,              Service, SETTINGS,  RELOAD,  APPENDS_EMPTY_RESETS",
        "Environment,           Service, SETTINGS,  RESTART, APPENDS_EMPTY_RESETS",
        "TimeoutStopSec,        Service, SETTINGS,  RELOAD,  LAST_WINS_EMPTY_IS_AN_ERROR",
        "KillMode,              Service, SETTINGS,  RELOAD,  LAST_WINS_EMPTY_RESETS",
        "After,                 Unit,    SETTINGS,  NEXT_START, APPENDS_EMPTY_IS_IGNORED",
        "Description,           Unit,    SETTINGS,  RELOAD,  LAST_WINS_EMPTY_RESETS",
        "ConditionPathExists,   Unit,    SETTINGS,  NEXT_START, APPENDS_EMPTY_RESETS",
        "ProtectSystem,         Service, SETTINGS,  RESTART, LAST_WINS_EMPTY_IS_AN_ERROR",
        "WantedBy,              Install, SETTINGS,  INSTALL, APPENDS_EMPTY_RESETS",
    })
    void aDirectiveOfAServiceIsKnownWithItsRules(
            String name, String section, Topic topic, Effect effect, Accumulation accumulation) {
        Directive directive = Directives.find(UnitType.SERVICE, name).orElseThrow();

        assertThat(directive.section()).isEqualTo(section);
        assertThat(directive.topic()).isEqualTo(topic);
        assertThat(directive.effect()).isEqualTo(effect);
        assertThat(directive.accumulation()).isEqualTo(accumulation);
    }

    @Test
    void aDirectiveStandsInTheSectionOfTheUnitsType() {
        List<UnitType> types =
                List.of(UnitType.SERVICE, UnitType.SOCKET, UnitType.SLICE, UnitType.SCOPE, UnitType.MOUNT);

        List<String> sections = types.stream()
                .map(type -> Directives.find(type, "MemoryMax").orElseThrow().section())
                .toList();

        assertThat(sections).containsExactly("Service", "Socket", "Slice", "Scope", "Mount");
    }

    @Test
    void theSameNameMayMeanDifferentThingsInDifferentUnits() {
        Grammar ofService =
                Directives.find(UnitType.SERVICE, "Type").orElseThrow().grammar();
        Grammar ofMount = Directives.find(UnitType.MOUNT, "Type").orElseThrow().grammar();

        Grammar.Verdict service = ofService.judge("ext4");
        Grammar.Verdict mount = ofMount.judge("ext4");

        assertThat(service).isInstanceOf(Grammar.Verdict.Refused.class);
        assertThat(mount).isEqualTo(new Grammar.Verdict.Accepted("ext4"));
    }

    @ParameterizedTest
    @CsvSource({
        "Unit,    StartLimitIntervalSec, true",
        "Unit,    StartLimitInterval,    true",
        "Unit,    StartLimitBurst,       true",
        "Service, StartLimitIntervalSec, false",
        "Service, StartLimitInterval,    true",
        "Service, StartLimitBurst,       true",
        "Service, StartLimitAction,      true",
        "Service, MemoryMax,             true",
        "Unit,    MemoryMax,             false",
        "Slice,   MemoryMax,             false",
        "Service, memorymax,             false",
        "service, MemoryMax,             false",
        "Service, WantedBy,              false",
        "Nowhere, MemoryMax,             false",
    })
    void aDirectiveIsReadOnlyWhereSystemdReadsIt(String section, String name, boolean read) {
        boolean found = Directives.inSection(UnitType.SERVICE, section, name).isPresent();

        assertThat(found).isEqualTo(read);
    }

    @ParameterizedTest
    @CsvSource({
        "MemoryLimit,        MemoryMax",
        "CPUShares,          CPUWeight",
        "BlockIOWeight,      IOWeight",
        "StartLimitInterval, StartLimitIntervalSec",
    })
    void aLegacyNameKnowsItsModernOneAndIsNotSuggested(String legacy, String modern) {
        Directive directive = Directives.find(UnitType.SERVICE, legacy).orElseThrow();

        assertThat(directive.replacedBy()).contains(modern);
        assertThat(Directives.find(UnitType.SERVICE, modern)).isPresent();
        assertThat(Directives.namesFor(UnitType.SERVICE)).contains(modern).doesNotContain(legacy);
    }

    @ParameterizedTest
    @CsvSource({
        "ConditionPathExists, 0",
        "MemoryMax, 0",
        "RestartSteps, 254",
        "RestartMode, 254",
        "ExitType, 250",
        "MemoryZSwapMax, 253",
        "Restart, 0"
    })
    void aDirectiveKnowsTheVersionThatBroughtIt(String name, int version) {
        Directive directive = Directives.find(UnitType.SERVICE, name).orElseThrow();

        assertThat(directive.since()).isEqualTo(version);
    }

    @Test
    void whatASliceTakesIsAResourceOfAService() {
        List<String> ofSlice = Directives.namesFor(UnitType.SLICE).stream()
                .filter(name ->
                        Directives.inSection(UnitType.SLICE, "Slice", name).isPresent())
                .filter(name -> Directives.find(UnitType.SERVICE, name).isPresent())
                .toList();

        List<Topic> topics = ofSlice.stream()
                .map(name ->
                        Directives.find(UnitType.SERVICE, name).orElseThrow().topic())
                .distinct()
                .toList();

        assertThat(ofSlice).hasSizeGreaterThan(40);
        assertThat(topics).containsExactly(Topic.RESOURCES);
    }

    @ParameterizedTest
    @EnumSource(UnitType.class)
    void everyTypeTakesTheNamesOfUnitAndInstallInAlphabeticalOrder(UnitType type) {
        List<String> names = Directives.namesFor(type);

        assertThat(names).isSorted().doesNotHaveDuplicates().contains("Description", "After", "WantedBy");
        assertThat(names).allMatch(name -> Directives.find(type, name).isPresent());
    }

    @Test
    void everyGrammarOfTheTableJudgesAnyTextWithoutFailing() {
        List<String> odd = List.of(
                "", " ", "0", "-1", ":", "a b", "%", "=", "\u00b5s", "999999999999999999999", "\n", "-", "~", "/", ".");

        long judged = Arrays.stream(UnitType.values())
                .flatMap(type -> Directives.namesFor(type).stream()
                        .map(name -> Directives.find(type, name).orElseThrow()))
                .flatMap(directive -> odd.stream().map(directive.grammar()::judge))
                .count();

        assertThat(judged).isGreaterThan(10_000);
    }
}
