package dev.converge.engine;

import dev.converge.host.HostName;
import dev.converge.inventory.HostPattern;
import dev.converge.inventory.Inventory;
import dev.converge.problem.Problems;
import dev.converge.problem.SourceSpot;
import dev.converge.problem.Spelling;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
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
            Set<HostName> found = new LinkedHashSet<>(new HostPattern(pattern).select(inventory));
            if (found.isEmpty() && complete) {
                problems.add(spot, what + " '" + pattern + "' matches no host of the inventory", hint(pattern));
            }
            return found;
        } catch (IllegalArgumentException malformed) {
            problems.add(spot, what + " '" + pattern + "': " + malformed.getMessage());
            return Set.of();
        }
    }

    private String hint(String pattern) {
        List<String> known = new ArrayList<>(inventory.groups().keySet());
        inventory.hosts().forEach(host -> known.add(host.name().value()));
        for (String word : pattern.split("[,:&!]+", -1)) {
            if (!word.isBlank() && !known.contains(word.strip())) {
                String hint = Spelling.hint(word.strip(), known);
                if (!hint.isEmpty()) {
                    return hint;
                }
            }
        }
        return "'converge inventory --graph' shows all hosts and groups";
    }
}
