package dev.converge.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.platform.commons.annotation.Testable;
import org.junit.platform.commons.support.AnnotationSupport;

/** docs/faults.md promises a test for each of its rows, and has a row for each test of a fault. */
final class FaultTableTest {

    private static final Pattern TEST = Pattern.compile("`([a-z0-9]+\\.\\w+)\\.(\\w+)` \\|$");
    private static final List<Class<?>> FAULTS = List.of(
            ConnectionFaultsIT.class,
            LoginFaultsIT.class,
            LoginShellsIT.class,
            HostFaultsIT.class,
            ChangeFaultsIT.class,
            SystemdFaultsIT.class,
            PowerFaultsIT.class);

    @Test
    void everyRowNamesATestThatExists() throws Exception {
        List<String> rows = rows();

        for (String row : rows) {
            MatchResult named = TEST.matcher(row).results().findFirst().orElseThrow(() -> new AssertionError(row));
            // Its hosts are not booted for this.
            Class<?> type = Class.forName(
                    "dev.converge." + named.group(1), false, getClass().getClassLoader());
            assertThat(Arrays.stream(type.getDeclaredMethods()).map(Method::getName))
                    .as(row)
                    .contains(named.group(2));
        }
        assertThat(rows).hasSizeGreaterThan(35);
    }

    @Test
    void everyTestOfAFaultHasARow() throws IOException {
        String table = String.join("\n", rows());

        assertThat(FAULTS.stream().flatMap(FaultTableTest::tests)).allMatch(test -> table.contains("." + test + "`"));
    }

    private static Stream<String> tests(Class<?> type) {
        return Arrays.stream(type.getDeclaredMethods())
                .filter(FaultTableTest::isTest)
                .map(method -> type.getSimpleName() + "." + method.getName());
    }

    private static boolean isTest(Method method) {
        return AnnotationSupport.isAnnotated(method, Testable.class);
    }

    private static List<String> rows() throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("docs/faults.md"))) {
            return lines.filter(line -> line.startsWith("| ") && !line.startsWith("| Fault |"))
                    .toList();
        }
    }
}
