package dev.converge.engine;

import dev.converge.host.HostName;
import dev.converge.inventory.HostPattern;
import dev.converge.inventory.Inventory;
import dev.converge.problem.Problems;
import dev.converge.problem.SourceSpot;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Finds hosts by pattern. A pattern that finds none is a problem: most often a name is misspelt, and a run that then quietly does nothing
 * looks like one that found all well.
 *
 * @param complete whether all of the inventory could be read; if not, a pattern that finds nothing is no news
 */
public record HostSelection(Inventory inventory, boolean complete) {

    /** A pattern of the command line. */
    public Set<HostName> onCommandLine(String what, String pattern, Problems problems) {
        return select(what, pattern, CommandLineSpot.SPOT, problems);
    }

    /** @param what names the pattern's role: {@code hosts}, {@code --limit} */
    Set<HostName> select(String what, String pattern, SourceSpot spot, Problems problems) {
        try {
            HostPattern parsed = new HostPattern(pattern);
            Set<HostName> found = new LinkedHashSet<>(parsed.select(inventory));
            if (found.isEmpty() && complete) {
                problems.add(spot, what + " '" + pattern + "' matches no host of the inventory", hint(parsed));
            }
            return found;
        } catch (IllegalArgumentException malformed) {
            problems.add(spot, what + " '" + pattern + "': " + malformed.getMessage());
            return Set.of();
        }
    }

    private String hint(HostPattern pattern) {
        return pattern.unmatched(inventory).stream()
                .filter(part -> !part.hint().isEmpty())
                .map(part -> "'" + part.part() + "': " + part.hint())
                .findFirst()
                .orElse("'converge inventory --graph' shows all hosts and groups");
    }
}
