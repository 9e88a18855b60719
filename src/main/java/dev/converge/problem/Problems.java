package dev.converge.problem;

import java.util.List;
import java.util.TreeSet;

/** Collects problems so that all of them are told at once. The same problem met twice, say for two hosts, is kept once. Not thread-safe. */
public final class Problems {

    private final TreeSet<Problem> found = new TreeSet<>();

    public void add(Problem problem) {
        found.add(problem);
    }

    public void add(SourceSpot spot, String message) {
        found.add(Problem.at(spot, message));
    }

    public void add(SourceSpot spot, String message, String remedy) {
        found.add(new Problem(spot, message, remedy));
    }

    public void addAll(Problems others) {
        found.addAll(others.found);
    }

    public boolean isEmpty() {
        return found.isEmpty();
    }

    /** All problems, ordered by file, line and column. */
    public List<Problem> sorted() {
        return List.copyOf(found);
    }
}
