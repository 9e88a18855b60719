package dev.converge.unit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class UnitFileTest {

    static Stream<Arguments> readings() {
        return Stream.of(
                reading("[Service]\nNice=5\n", "Service.Nice=5@2"),
                reading("[Service]\nNice=5", "Service.Nice=5@2"),
                reading("", ""),
                reading("\n\n  \n", ""),
                reading(" \t[Service] \t\n  Nice \t=\t 5  \n", "Service.Nice=5@2"),
                // only # and ; at the start of a line are comments
                reading("# a\n; b\n  # c\n[Service]\n  ;d=e\nNice=5 # five\n", "Service.Nice=5 # five@6"),
                // line ends
                reading("[Service]\r\nNice=5\r\nUMask=022\r\n", "Service.Nice=5@2 Service.UMask=022@3"),
                reading("[Service]\rNice=5\r", "Service.Nice=5@2"),
                reading("[Service]\0Nice=5\0", "Service.Nice=5@2"),
                reading("[Service]\n\rNice=5\n\n\rUMask=022\n", "Service.Nice=5@2 Service.UMask=022@4"),
                reading("\uFEFF[Service]\nNice=5\n", "Service.Nice=5@2"),
                reading("\uFEFF# note\n[Service]\nNice=5\n", "Service.Nice=5@3"),
                reading("\n\uFEFF[Service]\nNice=5\n", "Service.Nice=5@3"),
                // continuation
                reading(
                        "[Service]\nExecStart=/bin/a \\\n  b \\\n  c\nNice=1\n",
                        "Service.ExecStart=/bin/a    b    c@2 Service.Nice=1@5"),
                reading(
                        "[Service]\nExecStart=a\\\n# comment\\\n; another\nb\nNice=1\n",
                        "Service.ExecStart=a b@2 Service.Nice=1@6"),
                reading("[Service]\nExecStart=a\\\n\nNice=1\n", "Service.ExecStart=a@2 Service.Nice=1@4"),
                reading("[Service]\nExecStart=a\\\n   \nNice=1\n", "Service.ExecStart=a@2 Service.Nice=1@4"),
                reading(
                        "[Service]\nExecStart=a\\\n[Install]\nNice=1\n",
                        "Service.ExecStart=a [Install]@2 Service.Nice=1@4"),
                reading("[Service]\nExecStart=a\\ \nNice=1\n", "Service.ExecStart=a\\@2 Service.Nice=1@3"),
                reading("[Service]\nExecStart=a\\\\\nNice=1\n", "Service.ExecStart=a\\\\@2 Service.Nice=1@3"),
                reading("[Service]\nExecStart=a\\\\\\\nb\n", "Service.ExecStart=a\\\\ b@2"),
                reading("[Service]\nExecStart=a\\", "Service.ExecStart=a@2"),
                reading("[Service]\nExecStart=a\\\n# the end\n", "Service.ExecStart=a@2"),
                reading("[Ser\\\nvice]\nNice=1\n", "Ser vice.Nice=1@3"),
                // sections and names are taken as they are
                reading("[Unit]\nA=1\n[Service]\nB=2\n[Unit]\nC=3\n", "Unit.A=1@2 Service.B=2@4 Unit.C=3@6"),
                reading("[X-Mine]\nA=1\n[]\nB=2\n", "X-Mine.A=1@2 .B=2@4"),
                reading(
                        "[Service]\nEnvironment=\"A=b c\" D=e\nnice=1\nX=\n",
                        "Service.Environment=\"A=b c\" D=e@2 Service.nice=1@3 Service.X=@4"),
                reading("[Unit]\nDescription=Straße\u2028\u00a0x\n", "Unit.Description=Straße\u2028\u00a0x@2"),
                reading("[Unit]\n\u00a0A=1\n", "Unit.\u00a0A=1@2"));
    }

    private static Arguments reading(String text, String expected) {
        return Arguments.of(text, expected);
    }

    @ParameterizedTest
    @MethodSource("readings")
    void textIsReadAsSystemdReadsIt(String text, String expected) {

        UnitFile file = UnitFile.parse(Content.of(text));

        assertThat(file.assignments().stream()
                        .map(a -> a.section() + "." + a.name() + "=" + a.value() + "@" + a.line()))
                .as(text)
                .containsExactlyElementsOf(
                        expected.isEmpty() ? List.of() : List.of(expected.split(" (?=[A-Z][a-z]+\\.|\\.)", -1)));
        assertThat(file.flaws()).isEmpty();
    }

    static Stream<Arguments> flaws() {
        return Stream.of(
                Arguments.of("Nice=5\n[Service]\n", 1, "an assignment before any section header", false),
                Arguments.of("hello\n", 1, "an assignment before any section header", false),
                Arguments.of("[Service]\n\nhello\n", 3, "a line without '='", false),
                Arguments.of("[Service]\n =5\n", 2, "no name before '='", false),
                Arguments.of("[Service\nNice=5\n", 1, "a section header without its ']'", true),
                Arguments.of("[Service] # main\nNice=5\n", 1, "a section header without its ']'", true),
                Arguments.of("\uFEFF\n\uFEFF[Service]\n", 2, "an assignment before any section header", false),
                Arguments.of("[", 1, "a section header without its ']'", true),
                Arguments.of("[Unit]\nDescription=\uFFFE\n", 2, "not UTF-8", true));
    }

    @ParameterizedTest
    @MethodSource("flaws")
    void whatSystemdStumblesOverIsAFlaw(String text, int line, String message, boolean fatal) {

        UnitFile file = UnitFile.parse(Content.of(text));

        assertThat(file.flaws()).containsExactly(new UnitFile.Flaw(line, message, fatal));
        assertThat(file.assignments()).isEmpty();
    }

    @Test
    void nothingAfterAFatalFlawCounts() {
        Content content = Content.of("[Service]\nNice=5\n[Install\nNice=6\n[Service]\nNice=7\n");

        UnitFile file = UnitFile.parse(content);

        assertThat(file.assignments()).containsExactly(new UnitFile.Assignment("Service", "Nice", "5", 2));
        assertThat(file.isBroken()).isTrue();
    }

    @Test
    void bytesThatAreNoTextAreFineInCommentsOnly() {
        byte[] text = "[Service]\n# \u00e9\nNice=5\nNice=\u00e9\n".getBytes(StandardCharsets.ISO_8859_1);

        UnitFile file = UnitFile.parse(Content.of(text));

        assertThat(file.assignments()).containsExactly(new UnitFile.Assignment("Service", "Nice", "5", 3));
        assertThat(file.flaws()).containsExactly(new UnitFile.Flaw(4, "not UTF-8", true));
    }

    @Test
    void aLineOfMoreThanOneMebibyteMakesSystemdRefuseTheFile() {
        String longest = "#".repeat(1 << 20);

        UnitFile fits = UnitFile.parse(Content.of("[Service]\n" + longest + "\nNice=5\n"));
        UnitFile tooLong = UnitFile.parse(Content.of("[Service]\n" + longest + "#\nNice=5\n"));
        UnitFile tooLongInParts =
                UnitFile.parse(Content.of("[Service]\nA=" + ("b".repeat(1 << 19) + "\\\n").repeat(3)));

        assertThat(fits.assignments()).hasSize(1);
        assertThat(tooLong.flaws()).containsExactly(new UnitFile.Flaw(2, "the line is longer than 1 MiB", true));
        assertThat(tooLongInParts.flaws())
                .containsExactly(new UnitFile.Flaw(3, "the continued line is longer than 1 MiB", true));
    }

    @Test
    void onlyAFileWithoutAnyByteMasks() {
        assertThat(UnitFile.parse(Content.of("")).masks()).isTrue();
        assertThat(UnitFile.parse(Content.of("\n")).masks()).isFalse();
    }
}
