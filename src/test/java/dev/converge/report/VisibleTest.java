package dev.converge.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.stream.JsonReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class VisibleTest {

    /** What terminals were attacked with, and every character that could begin such a thing. */
    static Stream<String> payloads() {
        Stream<String> sequences = Stream.of(
                "\u001b[2J\u001b[H",
                "\u001b[31mred\u001b[0m",
                "\u001b]0;title\u0007",
                "\u001b]52;c;ZXZpbA==\u0007",
                "\u001b]8;;http://evil.example\u001b\\link\u001b]8;;\u001b\\",
                "\u001bP$qm\u001b\\",
                "\u001b[6n",
                "\u001b[c",
                "\u001b[?1049h",
                "\u001b[8mhidden\u001b[28m",
                "\u001bc",
                "\u001b%G",
                "\u001b(0lqqk\u001b(B",
                "\u001b_G\u001b\\",
                "\u001b^privacy\u001b\\",
                "\u009b31m",
                "\u009d0;title\u009c",
                "\u0090q\u009c",
                "done\rfailed",
                "first\nconverge: all well",
                "one\u2028two",
                "one\u2029two",
                "user\u202egpj.exe",
                "\u2066isolate\u2069",
                "\u200fmark",
                "zero\u200bwidth",
                "\ufeffbom",
                "soft\u00adhyphen",
                "\ud800lone",
                "\udc00lone",
                "tag\udb40\udc41",
                "a\b\b\bb",
                "bell\u0007",
                "form\ffeed",
                "tab\tstop",
                "nul\0end");
        Stream<String> controls = IntStream.concat(IntStream.range(0, 0x20), IntStream.rangeClosed(0x7f, 0x9f))
                .mapToObj(Character::toString);
        return Stream.concat(sequences, controls);
    }

    @Test
    void thereAreAtLeastSixtyPayloads() {
        List<String> payloads = payloads().toList();

        assertThat(payloads).hasSizeGreaterThanOrEqualTo(60);
    }

    @ParameterizedTest
    @MethodSource("payloads")
    void nothingThatMovesATerminalGetsIntoALine(String payload) {
        StringWriter text = new StringWriter();
        Page page = new Page(new PrintWriter(text), Palette.NONE);

        page.line(2, Span.of(payload));
        page.flush();

        assertThat(text.toString()).startsWith("  ").endsWith("\n");
        assertThat(text.toString().strip().codePoints()).allMatch(Visible::isHarmless);
    }

    @ParameterizedTest
    @MethodSource("payloads")
    void nothingThatMovesATerminalGetsIntoJsonAndAReaderGetsItBack(String payload) throws IOException {
        StringWriter text = new StringWriter();

        try (JsonText json = new JsonText(text);
                com.google.gson.stream.JsonWriter writer = new com.google.gson.stream.JsonWriter(json)) {
            writer.value(payload);
        }

        assertThat(text.toString().codePoints()).allMatch(Visible::isHarmless);
        assertThat(new JsonReader(new StringReader(text.toString())).nextString())
                .isEqualTo(payload);
    }

    @ParameterizedTest
    @CsvSource({
        "/srv/gr\u00fc\u00dfe, /srv/gr\u00fc\u00dfe",
        "\u65e5\u672c\u8a9e, \u65e5\u672c\u8a9e",
        "\ud83d\ude80, \ud83d\ude80",
        "a\\b, a\\b"
    })
    void whatPeopleWriteStaysAsItIs(String text, String shown) {
        assertThat(Visible.of(text)).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({
        "1b, \\x1b",
        "9b, \\x9b",
        "7f, \\x7f",
        "0, \\x00",
        "a, \\n",
        "d, \\r",
        "9, \\t",
        "202e, \\u{202e}",
        "e0041, \\u{e0041}"
    })
    void whatIsNotShownIsSpeltOut(String hexadecimal, String shown) {
        String character = Character.toString(Integer.parseInt(hexadecimal, 16));

        assertThat(Visible.of(character)).isEqualTo(shown);
    }
}
