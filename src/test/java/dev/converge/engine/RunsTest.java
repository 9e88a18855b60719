package dev.converge.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class RunsTest {

    @Test
    void aRunIsNamedByItsTimeAndApartFromOthersOfTheSameSecond() {
        Clock clock = Clock.fixed(Instant.parse("2026-11-22T03:15:00Z"), ZoneOffset.UTC);
        Random random = new Random(1);

        String first = Runs.newId(clock, random);
        String second = Runs.newId(clock, random);

        assertThat(first).matches("20261122T031500Z-[0-9a-f]{4}");
        assertThat(second).matches("20261122T031500Z-[0-9a-f]{4}").isNotEqualTo(first);
    }
}
