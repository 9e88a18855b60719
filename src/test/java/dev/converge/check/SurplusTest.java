package dev.converge.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SurplusTest {

    private final Surplus surplus = new Surplus();

    @Test
    void whatCanBeReadIsToldWhole() {
        assertThat(surplus.cut(List.of("a", "b"), 2, "findings")).containsExactly("a", "b");
        assertThat(surplus.sentences()).isEmpty();
    }

    @Test
    void whatIsMoreIsCutOffAtItsEndAndCounted() {
        assertThat(surplus.cut(List.of("worst", "bad", "well"), 2, "findings")).containsExactly("worst", "bad");
        surplus.cut(Collections.nCopies(21_000, "unit"), 2000, "units");

        assertThat(surplus.sentences())
                .containsExactly(
                        "1 more findings: of one host, the worst 2 are told.",
                        "19,000 more units: of one host, the worst 2,000 are told.");
    }
}
