package dev.converge.desired;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Walks {@code cases/malformed}: input that is wrong, and all that the operator is told about it. */
final class MalformedInputTest {

    static Stream<CaseFolder> cases() {
        return CaseFolder.all("malformed");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void everyProblemIsToldWithItsPlaceAndARemedy(CaseFolder malformed) {
        String expected = malformed.text("expected.txt");

        String told = malformed.problemText();

        assertThat(told).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void everyFileOfACaseIsRead(CaseFolder malformed) {
        String playbook = malformed.text("playbook.yml");

        List<String> files = malformed.files();

        assertThat(files)
                .isNotEmpty()
                .allSatisfy(file -> assertThat(isRead(file, playbook)).as(file).isTrue());
    }

    private static boolean isRead(String file, String playbook) {
        return List.of("playbook.yml", "inventory.yml", "expected.txt").contains(file)
                || file.startsWith("group_vars/")
                || file.startsWith("host_vars/")
                || (file.startsWith("templates/") && playbook.contains(file.substring("templates/".length())));
    }

    @Test
    void thereAreCasesOfPlaybooksAndOfTemplates() {
        List<CaseFolder> cases = cases().toList();

        long withTemplates = cases.stream()
                .filter(folder -> folder.files().stream().anyMatch(file -> file.startsWith("templates/")))
                .count();

        assertThat(cases).hasSizeGreaterThanOrEqualTo(25);
        assertThat(withTemplates).isPositive();
    }
}
