package dev.converge.unit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.converge.unit.Grammar.Verdict;
import dev.converge.unit.Grammar.Verdict.Accepted;
import dev.converge.unit.Grammar.Verdict.Refused;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The values of {@code values/cases.tsv}, which {@code lab/directives/verify} asks real hosts about, and the words of the refusals. */
final class GrammarTest {

    static List<Arguments> cases() throws IOException {
        try (InputStream cases = GrammarTest.class.getResourceAsStream("/values/cases.tsv")) {
            return new String(Optional.ofNullable(cases).orElseThrow().readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\t", -1))
                    .map(row -> Arguments.of(row[0], row[1].replace("\\t", "\t"), row[2], row[3].replace("\\t", "\t")))
                    .toList();
        }
    }

    @ParameterizedTest(name = "{0}={1}")
    @MethodSource("cases")
    void aValueIsJudgedAsSystemdDoes(String name, String value, String verdict, String text) {
        Directive directive = Directives.find(UnitType.SERVICE, name).orElseThrow();

        Verdict judged = directive.grammar().judge(value);

        switch (judged) {
            case Accepted accepted -> assertThat("= " + accepted.canonical()).isEqualTo(verdict + " " + text);
            case Refused refused -> assertThat("! " + refused.suggestion()).isEqualTo(verdict + " " + text);
        }
    }

    @ParameterizedTest(name = "{0}={1}")
    @MethodSource("cases")
    void aSuggestionWouldBeAccepted(String name, String value, String verdict, String text) {
        Grammar grammar = Directives.find(UnitType.SERVICE, name).orElseThrow().grammar();

        List<Verdict> again = grammar.judge(value) instanceof Refused refused
                        && !refused.suggestion().isEmpty()
                ? List.of(grammar.judge(refused.suggestion()))
                : List.of();

        assertThat(again).as("%s %s", verdict, text).allMatch(Accepted.class::isInstance);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "MemoryMax             | 2GB       | a size such as 512M, 2G, 50% or infinity",
                "MemoryMax             | 0         | a size such as 512M, 2G, 50% or infinity, above zero",
                "MemoryMax             | 120%      | a size such as 512M, 2G, 50% or infinity, at most 100%",
                "CPUQuota              | 80        | a percentage of one CPU, such as 80% or 200%; for no limit leave the value empty",
                "CPUWeight             | 0         | a weight from 1 to 10000, or idle",
                "IOWeight              | 0         | a whole number from 1 to 10000",
                "TasksMax              | 1K        | a number of tasks such as 512, a percentage such as 15%, or infinity",
                "LimitNOFILE           | 65k       | a number such as 65536, two as soft:hard, or infinity",
                "LimitNOFILE           | 9:1       | a number such as 65536, two as soft:hard, or infinity, the soft limit not above the hard one",
                "LimitMEMLOCK          | 64MB      | a size such as 64M or 2G, two as soft:hard, or infinity",
                "RestartSec            | soon      | a time span such as 90, 10s, 5min, 1h 30min or infinity",
                "Restart               | yes       | no, on-success, on-failure, on-abnormal, on-watchdog, on-abort or always",
                "NoNewPrivileges       | maybe     | yes or no",
                "ProtectHome           | maybe     | yes, no, read-only or tmpfs",
                "KillSignal            | SIGFOO    | a signal such as SIGTERM",
                "UMask                 | 8         | permission bits as octal digits, such as 0644",
                "SuccessExitStatus     | 256       | exit statuses from 0 to 255 or their names, and signals, such as 143 SIGTERM",
                "Slice                 | heavy     | the name of a slice, such as heavy.slice",
                "After                 | network   | full unit names with blanks between them, such as network-online.target",
                "WorkingDirectory      | srv       | an absolute path or ~, with - in front if it may be missing",
                "EnvironmentFile       | f         | an absolute path, with - in front if it may be missing",
                "IOReadBandwidthMax    | 5M        | a device and a rate such as /dev/sda 5M",
                "IODeviceWeight        | 5         | a device and a weight from 1 to 10000, such as /dev/sda 200",
                "IODeviceLatencyTargetSec | 5      | a device and a time span such as /dev/sda 25ms",
            })
    void aRefusalSaysWhatIsExpected(String name, String value, String expected) {
        Grammar grammar = Directives.find(UnitType.SERVICE, name).orElseThrow().grammar();

        Verdict judged = grammar.judge(value);

        switch (judged) {
            case Refused refused -> assertThat(refused.expected()).isEqualTo(expected);
            case Accepted accepted -> fail("%s=%s was accepted as %s", name, value, accepted.canonical());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Description", "MemoryMax", "ExecStart", "Environment", "After", "Restart", "OnCalendar", "User"
            })
    void aControlCharacterIsRefusedWhateverTheDirective(String name) {
        UnitType type = name.equals("OnCalendar") ? UnitType.TIMER : UnitType.SERVICE;
        Grammar grammar = Directives.find(type, name).orElseThrow().grammar();

        Verdict judged = grammar.judge("one\nExecStart=/bin/evil\u001b[2J");

        assertThat(judged).isEqualTo(new Refused("text without control characters", "one ExecStart=/bin/evil [2J"));
    }

    @Test
    void aMonthIsNotTakenForAMinute() {
        Grammar grammar =
                Directives.find(UnitType.SERVICE, "RestartSec").orElseThrow().grammar();

        Verdict capital = grammar.judge("1M");
        Verdict small = grammar.judge("1m");

        assertThat(capital).isEqualTo(new Accepted("1month"));
        assertThat(small).isEqualTo(new Accepted("1min"));
    }
}
