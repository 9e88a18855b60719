package dev.converge.report;

import dev.converge.problem.Problem;
import dev.converge.problem.Problems;
import java.util.stream.Collectors;

/** Problems as the terminal shows them: {@code FILE:LINE:COLUMN: MESSAGE}, and below it, indented, what to do. */
public final class ProblemText {

    private ProblemText() {}

    /** All problems in order, each line ended; empty when there is none. */
    public static String of(Problems problems) {
        return problems.sorted().stream().map(ProblemText::of).collect(Collectors.joining());
    }

    private static String of(Problem problem) {
        String remedy = problem.remedy().isEmpty() ? "" : "    " + problem.remedy() + "\n";
        return problem.spot() + ": " + problem.message() + "\n" + remedy;
    }
}
