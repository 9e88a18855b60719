package dev.converge.unit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ValueVersionsTest {

    @ParameterizedTest
    @CsvSource({
        "CPUWeight,          idle,            252",
        "CPUWeight,          100,             0",
        "Type,               notify-reload,   253",
        "Type,               notify,          0",
        "StartLimitAction,   soft-reboot,     254",
        "StartLimitAction,   reboot,          0",
        "RestartMode,        debug,           257",
        "RestartMode,        direct,          254",
        "StandardOutput,     truncate:/tmp/x, 248",
        "StandardOutput,     append:/tmp/x,   0",
        "SyslogIdentifier,   truncate:/tmp/x, 0",
    })
    void aValueMayBeYoungerThanItsDirective(String name, String value, int expected) {
        Directive directive = Directives.find(UnitType.SERVICE, name).orElseThrow();

        int since = directive.since(value);

        assertThat(since).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"247, 100", "252, idle"})
    void aValueThatTheHostIsTooOldForLeavesTheEarlierOne(int version, String expected) {
        MergedUnit service = Services.of("[Service];CPUWeight=100;CPUWeight=idle", new SystemdVersion(version));

        String value = service.value("Service", "CPUWeight").orElseThrow().value();

        assertThat(value).isEqualTo(expected);
    }
}
