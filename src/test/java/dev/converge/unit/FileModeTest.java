package dev.converge.unit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FileModeTest {

    @ParameterizedTest
    @CsvSource({"0, 0000", "420, 0644", "384, 0600", "511, 0777", "2541, 4755", "4095, 7777"})
    void aModeIsFourOctalDigits(int bits, String text) {
        FileMode mode = new FileMode(bits);

        assertThat(mode).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 4096, 33188})
    void bitsBeyondPermissionsAreRefused(int bits) {
        assertThatThrownBy(() -> new FileMode(bits)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void unitFilesAreReadableForAll() {
        assertThat(FileMode.UNIT_FILE).hasToString("0644");
    }
}
