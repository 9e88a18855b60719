package dev.converge.desired;

import dev.converge.problem.Problems;
import dev.converge.problem.SourceSpot;
import java.util.HashMap;
import java.util.Map;

/** Who declares what on one host: each unit, path and preset pattern at one place only, over all plays. */
final class Claims {

    private final Map<String, SourceSpot> first = new HashMap<>();
    private final Problems problems;

    Claims(Problems problems) {
        this.problems = problems;
    }

    /** @param what the thing with its kind, for messages: {@code unit mediamtx.service} */
    void claim(String what, SourceSpot spot) {
        SourceSpot other = first.putIfAbsent(what, spot);
        if (other != null) {
            problems.add(spot, what + " is declared for the same host at " + other + " as well", "keep one of the two");
        }
    }
}
