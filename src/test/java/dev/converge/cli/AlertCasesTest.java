package dev.converge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.converge.alert.AlertFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each folder of {@code cases/alerts} holds an inventory, a playbook, and the rules in each format that are made from them. */
final class AlertCasesTest {

    private static final Path CASES = Path.of("src/test/resources/cases/alerts");

    static Stream<Arguments> cases() throws IOException {
        try (Stream<Path> folders = Files.list(CASES)) {
            return folders.sorted().toList().stream()
                    .flatMap(folder -> Stream.of(AlertFormat.values()).map(format -> Arguments.of(folder, format)));
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theRulesAreThoseOfTheCase(Path folder, AlertFormat format) throws IOException {
        String expected = Files.readString(folder.resolve(format + ".expected.yml"));

        Cli cli = Cli.run("alerts", format.name(), "-i", folder + "/hosts.yml", folder + "/site.yml");

        assertThat(cli.err()).isEmpty();
        assertThat(cli.status()).isZero();
        assertThat(cli.out()).isEqualTo(expected);
    }
}
