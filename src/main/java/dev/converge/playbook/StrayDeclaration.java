package dev.converge.playbook;

import dev.converge.problem.SourceSpot;
import java.util.List;

/** One entry of {@code strays:}. */
public record StrayDeclaration(SourceSpot spot, List<Text> match, Action action, List<Text> except) {

    /** {@code action:}; remove is the default. */
    public enum Action {
        REMOVE,
        REPORT
    }

    public StrayDeclaration {
        match = List.copyOf(match);
        except = List.copyOf(except);
    }
}
