package dev.converge.remedy;

import dev.converge.unit.Directive.Topic;
import dev.converge.unit.UnitName;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What removes a finding. */
public sealed interface Remedy {

    /** What a play can declare about a unit that no play declares yet. */
    sealed interface OfUnit extends Remedy {
        UnitName unit();
    }

    /** {@code state: absent}. */
    record Removal(UnitName unit) implements OfUnit {}

    /** A preset line that keeps the unit disabled. */
    record Disabled(UnitName unit) implements OfUnit {}

    /** Directives of the unit, by the key they belong under. */
    record Settings(UnitName unit, SortedMap<Topic, SortedMap<String, String>> directives) implements OfUnit {
        public Settings {
            directives = Collections.unmodifiableSortedMap(new TreeMap<>(directives));
        }
    }

    /** Resources that a guard gives the unit where it leaves them unset. */
    record Quotas(UnitName unit, SortedMap<String, String> resources) implements OfUnit {
        public Quotas {
            resources = Collections.unmodifiableSortedMap(new TreeMap<>(resources));
        }
    }

    /**
     * Nothing that a play could say.
     *
     * @param what to do, one sentence
     * @param choices entries of {@code units:} or {@code waivers:} of which a person may take one
     */
    record ByHand(String what, List<String> choices) implements Remedy {
        public ByHand {
            choices = List.copyOf(choices);
        }
    }
}
