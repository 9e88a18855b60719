package dev.converge.unit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** More of what systemd takes and prints is in GrammarTest's {@code values/cases.tsv}. */
final class TimeSpanTest {

    @ParameterizedTest
    @CsvSource({
        "1us,       1",
        "1usec,     1",
        "1\u00b5s,  1",
        "1\u03bcs,  1",
        "1ms,       1000",
        "1msec,     1000",
        "1,         1000000",
        "1s,        1000000",
        "1sec,      1000000",
        "1second,   1000000",
        "2seconds,  2000000",
        "1m,        60000000",
        "1min,      60000000",
        "1minute,   60000000",
        "2minutes,  120000000",
        "1h,        3600000000",
        "1hr,       3600000000",
        "1hour,     3600000000",
        "2hours,    7200000000",
        "1d,        86400000000",
        "1day,      86400000000",
        "2days,     172800000000",
        "1w,        604800000000",
        "1week,     604800000000",
        "2weeks,    1209600000000",
        "1M,        2629800000000",
        "1month,    2629800000000",
        "2months,   5259600000000",
        "1y,        31557600000000",
        "1year,     31557600000000",
        "2years,    63115200000000",
        "infinity,  9223372036854775807",
        ".5,        500000",
        "1.0000019, 1000001",
    })
    void everySpellingOfAUnitIsRead(String text, long micros) {
        Optional<TimeSpan> span = TimeSpan.parse(text);

        assertThat(span).contains(new TimeSpan(micros));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "infinity s",
                "300000y",
                "9223372036854775807us",
                "5 years 292271y",
                "1.",
                "1..2",
                "m",
                "5q",
                "5 # five"
            })
    void whatSystemdRefusesOrNobodyCanMeanIsRefused(String text) {
        Optional<TimeSpan> span = TimeSpan.parse(text);

        assertThat(span).isEmpty();
    }

    @Test
    void whatIsPrintedIsReadBackAsTheSameSpan() {
        long seed = 20_240_229;
        Random random = new Random(seed);

        for (int i = 0; i < 20_000; i++) {
            TimeSpan span = new TimeSpan(random.nextLong(Long.MAX_VALUE) >>> random.nextInt(62));

            assertThat(TimeSpan.parse(span.toString()))
                    .as("seed %d, %s", seed, span)
                    .contains(span);
        }
    }

    @Test
    void aNegativeSpanDoesNotExist() {
        assertThatThrownBy(() -> new TimeSpan(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a negative time span: -1us");
    }
}
