package dev.converge.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ShellWordsTest {

    @Test
    void plainWordsStandAsTheyAre() {
        String line = ShellWords.join(List.of("sudo", "-n", "sh", "-s"));

        assertThat(line).isEqualTo("sudo -n sh -s");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "two words",
                "$HOME",
                "`id`",
                "a;b",
                "a|b&c",
                "*",
                "~",
                "=ls",
                "\"",
                "a\"$@\"b",
                "\\$x",
                "{a,b}",
                "#",
                "ü"
            })
    void aShellReadsAQuotedWordAsItWasGiven(String word) throws Exception {
        String line = ShellWords.join(List.of("printf", "%s", word));

        Process shell = new ProcessBuilder("sh", "-c", line).start();
        assertThat(new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo(word);
    }

    @ParameterizedTest
    @ValueSource(strings = {"it's", "hello!", "a\nb", "a\\\\b", "ends\\", "\u0007"})
    void aWordThatShellsReadDifferentlyIsRefused(String word) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ShellWords.join(List.of("echo", word)))
                .withMessage("not the same in every login shell: " + word);
    }
}
