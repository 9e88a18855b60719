package dev.converge.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SpellingTest {

    private static final List<String> WORDS = List.of(
            "MemoryMax", "MemoryMin", "CPUQuota", "Restart", "RestartSec", "units", "vars", "no", "StartLimitBurst");

    @ParameterizedTest
    @CsvSource({
        "memorymax,        MemoryMax",
        "MemoryMaxx,       MemoryMax",
        "MmeoryMax,        MemoryMax",
        "Memory_Max,       MemoryMax",
        "CpuQuota,         CPUQuota",
        "RestartSecs,      RestartSec",
        "Restarts,         Restart",
        "unit,             units",
        "var,              vars",
        "StartLimitsBurst, StartLimitBurst",
        "on,               no",
    })
    void aSlipFindsTheWordThatWasMeant(String written, String meant) {
        Optional<String> nearest = Spelling.nearest(written, WORDS);

        assertThat(nearest).contains(meant);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Banana", "Environment", "x", "hosts", "Max"})
    void aDifferentWordFindsNothing(String written) {
        Optional<String> nearest = Spelling.nearest(written, WORDS);

        assertThat(nearest).isEmpty();
    }

    @Test
    void ofEquallyNearWordsTheAlphabetDecides() {
        Optional<String> nearest = Spelling.nearest("MemoryMa", List.of("MemoryMay", "MemoryMax", "MemoryMaz"));

        assertThat(nearest).contains("MemoryMax");
    }

    @Test
    void aHintIsAQuestionOrNothing() {
        assertThat(Spelling.hint("memorymax", WORDS)).isEqualTo("did you mean 'MemoryMax'?");
        assertThat(Spelling.hint("Banana", WORDS)).isEmpty();
    }
}
