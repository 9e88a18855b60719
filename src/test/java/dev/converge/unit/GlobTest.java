package dev.converge.unit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class GlobTest {

    /** The answers are those of fnmatch(3) of glibc with FNM_NOESCAPE. */
    @ParameterizedTest
    @CsvSource({
        "*,                        a.service,               true",
        "*.service,                a.service,               true",
        "*.service,                a.socket,                false",
        "*mediamtx*.service,       mediamtx.service,        true",
        "*mediamtx*.service,       avatar-mediamtx.service, true",
        "*mediamtx*.service,       mediamtx-old.service,    true",
        "*mediamtx*.service,       media.service,           false",
        "avatar-*.service,         avatar-tank.service,     true",
        "avatar-*.service,         avatar.service,          false",
        "avatar-*,                 avatar-,                 true",
        "a.service,                a.service,               true",
        "a.service,                axservice,               false",
        "a.service,                A.service,               false",
        "?.service,                a.service,               true",
        "?.service,                ab.service,              false",
        "a?b.service,              a-b.service,             true",
        "**a**.service,            bab.service,             true",
        "*a*b*c.service,           xaxbxbc.service,         true",
        "[ab].service,             b.service,               true",
        "[ab].service,             c.service,               false",
        "[a-c]x.service,           bx.service,              true",
        "[a-c]x.service,           dx.service,              false",
        "[!a-c].service,           d.service,               true",
        "[!a-c].service,           b.service,               false",
        "[^a-c].service,           d.service,               true",
        "[a-].service,             -.service,               true",
        "[-a].service,             -.service,               true",
        "[]a].service,             a.service,               true",
        "[!]a].service,            b.service,               true",
        "[a.service,               [a.service,              true",
        "[a.service,               a.service,               false",
        "tank@[0-9].service,       tank@7.service,          true",
        "tank@[0-9].service,       tank@x.service,          false",
        "a\\*.service,             a\\b.service,            true",
        "a\\*.service,             a*.service,              false",
        "[[:digit:]].service,      7.service,               true",
        "[[:digit:]].service,      d.service,               false",
        "[![:digit:]].service,     x.service,               true",
        "[[:alpha:]_-].service,    _.service,               true",
    })
    void matchesAsFnmatchDoes(String pattern, String text, boolean matches) {
        Glob glob = new Glob(pattern);

        boolean matched = glob.matches(text);

        assertThat(matched).isEqualTo(matches);
    }

    @Test
    void manyStarsTakeNoTime() {
        Glob glob = new Glob("*a".repeat(100) + "b.service");
        UnitName name = new UnitName("a".repeat(240) + ".service");

        boolean matched = assertTimeout(Duration.ofSeconds(1), () -> glob.matches(name));

        assertThat(matched).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " "})
    void anEmptyPatternIsRefused(String pattern) {
        assertThatThrownBy(() -> new Glob(pattern))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("an empty pattern");
    }
}
