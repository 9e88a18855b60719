package dev.converge.unit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PlayNameTest {

    @ParameterizedTest
    @CsvSource({
        "Avatar tank,             avatar-tank",
        "avatar-tank,             avatar-tank",
        "'  Avatar   tank!  ',    avatar-tank",
        "24/7 sweep (nightly),    24-7-sweep-nightly",
        "C\u00e2mera,             c-mera",
        "x,                       x",
    })
    void aTitleBecomesASlug(String title, String slug) {
        PlayName name = PlayName.ofTitle(title);

        assertThat(name).hasToString(slug);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "A", "a b", "-a", "a-", "a--b", "a_b", "a\n", "\u00e4"})
    void whatIsNoSlugIsRefused(String text) {
        assertThatThrownBy(() -> new PlayName(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("not a play's slug: '" + text + "'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "!!!", "\u65e5\u672c"})
    void aTitleWithoutLettersOrDigitsHasNoSlug(String title) {
        assertThatThrownBy(() -> PlayName.ofTitle(title)).isInstanceOf(IllegalArgumentException.class);
    }
}
