package dev.converge.desired;

import dev.converge.unit.HostPath;
import dev.converge.unit.UnitName;
import java.util.Optional;

/**
 * One owner for a program. Breaking the rule is told and changes nothing.
 *
 * @param executable the program's file; of a script the script's
 * @param unit the service that may run it; of a template all its instances
 * @param processes how many of them there are while the unit is active
 */
public record ExclusiveRule(HostPath executable, UnitName unit, Optional<Integer> processes) {
    public ExclusiveRule {
        if (processes.filter(number -> number < 1).isPresent()) {
            throw new IllegalArgumentException("a program that runs has at least one process, not " + processes);
        }
    }
}
