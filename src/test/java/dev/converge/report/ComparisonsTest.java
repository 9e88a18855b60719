package dev.converge.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.converge.diff.Change;
import dev.converge.diff.Reason;
import dev.converge.unit.Content;
import dev.converge.unit.FileMode;
import dev.converge.unit.FileState;
import dev.converge.unit.HostPath;
import dev.converge.unit.Owner;
import dev.converge.unit.PlayName;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ComparisonsTest {

    private static final HostPath PATH = new HostPath("/etc/x.conf");

    @Test
    void aMissingLastNewlineIsToldAsDiffDoes() {
        Comparison comparison = Comparisons.of(update("a\nb", "a\nb\n"));

        assertThat(comparison)
                .isEqualTo(new Comparison.Diff(List.of(
                        "--- a/etc/x.conf",
                        "+++ b/etc/x.conf",
                        "@@ -1,2 +1,2 @@",
                        " a",
                        "-b",
                        "\\ No newline at end of file",
                        "+b")));
    }

    @Test
    void aModeThatOthersCannotReadKeepsTheContentBack() {
        Change change = new Change.Update(
                PATH, file("TOKEN=old\n", 0644), file("TOKEN=new\n", 0640), new Reason("r"), new PlayName("p"));

        Comparison comparison = Comparisons.of(change);

        assertThat(comparison).isInstanceOf(Comparison.Withheld.class);
        assertThat(comparison.toString()).contains("mode 0640").doesNotContain("TOKEN");
    }

    @Test
    @Timeout(5)
    void whollyDifferentLongFilesAreNotCompared() {
        Comparison comparison = Comparisons.of(update(numbered("a", 20_000), numbered("b", 20_000)));

        assertThat(comparison).isInstanceOf(Comparison.Withheld.class);
    }

    @Test
    @Timeout(5)
    void theLongestFilesThatAreComparedTakeNoTime() {
        Comparison comparison = Comparisons.of(update(numbered("a", 1_000), numbered("b", 1_000)));

        assertThat(comparison).isInstanceOf(Comparison.Diff.class);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16})
    void beforeAndTheDiffGiveAfter(long seed) {
        Random random = new Random(seed);
        String before = lines(random);
        String after = lines(random);

        Comparison comparison = Comparisons.of(update(before, after));

        String patched = comparison instanceof Comparison.Diff diff ? patched(before, diff.lines()) : before;
        assertThat(patched).as("seed %d", seed).isEqualTo(after);
    }

    /** What patch(1) makes of a file and a diff; fails where a line to keep or to remove is not there. */
    private static String patched(String before, List<String> diff) {
        List<String> old = List.of(before.split("(?<=\n)"));
        StringBuilder after = new StringBuilder();
        int at = 0;
        for (int i = 2; i < diff.size(); i++) {
            String line = diff.get(i);
            boolean unended = i + 1 < diff.size() && diff.get(i + 1).startsWith("\\");
            String text = line.substring(1) + (unended ? "" : "\n");
            switch (line.charAt(0)) {
                case '@' -> {
                    int start = Integer.parseInt(line.replaceAll("^@@ -(\\d+).*", "$1")) - 1;
                    while (at < start) {
                        after.append(old.get(at++));
                    }
                }
                case ' ' -> {
                    assertThat(old.get(at++)).isEqualTo(text);
                    after.append(text);
                }
                case '-' -> assertThat(old.get(at++)).isEqualTo(text);
                case '+' -> after.append(text);
                case '\\' -> assertThat(unended).isFalse();
                default -> throw new AssertionError("not a line of a diff: " + line);
            }
        }
        while (at < old.size()) {
            after.append(old.get(at++));
        }
        return after.toString();
    }

    private static String lines(Random random) {
        List<String> lines = new ArrayList<>();
        for (int i = random.nextInt(1, 12); i > 0; i--) {
            lines.add("line " + random.nextInt(4));
        }
        return String.join("\n", lines) + (random.nextBoolean() ? "\n" : "");
    }

    private static String numbered(String word, int lines) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < lines; i++) {
            text.append(word).append(i).append('\n');
        }
        return text.toString();
    }

    private static Change update(String before, String after) {
        return new Change.Update(PATH, file(before, 0644), file(after, 0644), new Reason("r"), new PlayName("p"));
    }

    private static FileState file(String content, int mode) {
        return new FileState.Regular(
                Content.of(content.getBytes(StandardCharsets.UTF_8)), new FileMode(mode), Owner.ROOT);
    }
}
