package dev.converge.desired;

import dev.converge.unit.UserName;
import java.util.List;

/** The units that one play wants in the manager of one user. */
public record UserUnits(UserName user, List<DesiredUnit> units) {
    public UserUnits {
        units = List.copyOf(units);
    }
}
