package dev.converge.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ProblemsTest {

    @Test
    void problemsAreToldInTheOrderOfTheFilesWhateverTheOrderTheyWereMetIn() {
        Problems problems = new Problems();

        problems.add(new SourceSpot("b.yml", 1, 1), "third");
        problems.add(new SourceSpot("a.yml", 10, 2), "second");
        problems.add(new SourceSpot("a.yml", 9, 30), "first", "do this");

        assertThat(problems.sorted())
                .extracting(Problem::message, Problem::remedy)
                .containsExactly(tuple("first", "do this"), tuple("second", ""), tuple("third", ""));
    }

    @Test
    void theSameProblemMetForTwoHostsIsToldOnce() {
        SourceSpot spot = new SourceSpot("a.yml", 1, 1);
        Problems problems = new Problems();
        Problems ofAnotherHost = new Problems();
        problems.add(spot, "wrong");
        ofAnotherHost.add(spot, "wrong");
        ofAnotherHost.add(spot, "also wrong");

        problems.addAll(ofAnotherHost);

        assertThat(problems.sorted()).extracting(Problem::message).containsExactly("also wrong", "wrong");
    }

    @Test
    void withoutProblemsThereIsNothingToTell() {
        Problems problems = new Problems();

        assertThat(problems.isEmpty()).isTrue();
        assertThat(problems.sorted()).isEmpty();
    }

    @Test
    void aProblemWithoutWordsIsABug() {
        SourceSpot spot = new SourceSpot("a.yml", 3, 0);

        assertThatThrownBy(() -> Problem.at(spot, " "))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a problem without a message at a.yml:3");
    }

    @ParameterizedTest
    @CsvSource({"3, 7, a.yml:3:7", "3, 0, a.yml:3", "0, 0, a.yml"})
    void aSpotShowsThePartsItKnows(int line, int column, String shown) {
        SourceSpot spot = new SourceSpot("a.yml", line, column);

        assertThat(spot).hasToString(shown);
    }

    @ParameterizedTest
    @CsvSource({"'', 1, 1", "a.yml, -1, 1", "a.yml, 1, -1"})
    void aSpotThatIsNowhereIsRefused(String file, int line, int column) {
        assertThatThrownBy(() -> new SourceSpot(file, line, column)).isInstanceOf(IllegalArgumentException.class);
    }
}
