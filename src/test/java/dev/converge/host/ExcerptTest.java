package dev.converge.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ExcerptTest {

    @Test
    void whatIsShortStaysAsItIs() {
        assertThat(Excerpt.line("x".repeat(500))).isEqualTo("x".repeat(500));
        assertThat(Excerpt.lines(List.of("a", "b"))).containsExactly("a", "b");
    }

    @Test
    void aLongLineIsCutAndSaysByHowMuch() {
        assertThat(Excerpt.line("x".repeat(507))).isEqualTo("x".repeat(500) + "... (7 more characters)");
    }

    @Test
    void manyLinesAreCutAndSayHowManyThereAreMore() {
        List<String> lines = Excerpt.lines(Collections.nCopies(43, "again"));

        assertThat(lines).hasSize(41).endsWith("again", "and 3 more lines");
    }

    @Test
    void theDetailOfAFailureIsCut() {
        HostFailure failure = HostFailure.failed("It failed", "x\n".repeat(15_000), "");

        assertThat(failure.detail()).hasSize(24_000 + "... (6000 more characters)".length());
    }
}
