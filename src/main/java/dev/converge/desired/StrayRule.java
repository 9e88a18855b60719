package dev.converge.desired;

import dev.converge.unit.Glob;
import dev.converge.unit.UnitName;
import java.util.List;
import java.util.Optional;

/** Undeclared units that match are strays. */
public record StrayRule(List<Glob> match, List<Glob> except, Action action) {

    /** What happens to a stray. */
    public enum Action {
        REMOVE,
        REPORT
    }

    public StrayRule {
        match = List.copyOf(match);
        except = List.copyOf(except);
    }

    /** The pattern that makes the unit a stray, if one does. */
    public Optional<Glob> matching(UnitName unit) {
        if (except.stream().anyMatch(glob -> glob.matches(unit))) {
            return Optional.empty();
        }
        return match.stream().filter(glob -> glob.matches(unit)).findFirst();
    }
}
