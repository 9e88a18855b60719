package dev.converge.inventory;

import dev.converge.host.HostName;
import dev.converge.problem.Spelling;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Ansible's host patterns: {@code web:&production:!web3}, globs, {@code ~regex}, {@code web[0:2]} subscripts, commas.
 *
 * <p>Whatever the order it is written in, the parts without a sign are united first, then those with {@code &} narrow that down, then those
 * with {@code !} are taken away. A pattern of nothing but {@code &} and {@code !} begins with all hosts.
 */
public record HostPattern(String text) {

    /**
     * A part that selects no host.
     *
     * @param part as written, without its sign
     * @param hint what to do about it, {@code did you mean 'X'?} for one; may be empty
     */
    public record Unmatched(String part, String hint) {}

    /**
     * @throws IllegalArgumentException when it is no pattern, with a message for the operator
     */
    public HostPattern {
        if (PatternPart.parse(text).isEmpty()) {
            throw new IllegalArgumentException("an empty host pattern");
        }
    }

    /** The hosts it selects, in inventory order; empty when it matches nothing, which callers report as an error. */
    public List<HostName> select(Inventory inventory) {
        List<PatternPart> parts = PatternPart.parse(text);
        List<PatternPart> unions = with(parts, PatternPart.Sign.UNION);
        Set<HostName> selected = new LinkedHashSet<>();
        if (unions.isEmpty()) {
            inventory.hosts().forEach(host -> selected.add(host.name()));
        }
        unions.forEach(part -> selected.addAll(part.select(inventory)));
        with(parts, PatternPart.Sign.INTERSECTION).forEach(part -> selected.retainAll(part.select(inventory)));
        with(parts, PatternPart.Sign.EXCLUSION)
                .forEach(part -> part.select(inventory).forEach(selected::remove));
        return inventory.hosts().stream()
                .map(InventoryHost::name)
                .filter(selected::contains)
                .toList();
    }

    /** The parts that select nothing, in the order written: what to tell when {@link #select} comes back empty. */
    public List<Unmatched> unmatched(Inventory inventory) {
        return PatternPart.parse(text).stream()
                .filter(part -> part.select(inventory).isEmpty())
                .map(part -> new Unmatched(part.written(), hint(part, inventory)))
                .toList();
    }

    private static String hint(PatternPart part, Inventory inventory) {
        Inventory.Group group = inventory.groups().get(part.name());
        if (group != null) {
            return group.hosts().isEmpty()
                    ? "the group has no hosts"
                    : "the group has " + group.hosts().size() + " hosts, counted from 0";
        }
        List<String> known = new ArrayList<>(inventory.groups().keySet());
        inventory.hosts().forEach(host -> known.add(host.name().value()));
        return Spelling.hint(part.name(), known);
    }

    private static List<PatternPart> with(List<PatternPart> parts, PatternPart.Sign sign) {
        return parts.stream().filter(part -> part.sign() == sign).toList();
    }

    @Override
    public String toString() {
        return text;
    }
}
