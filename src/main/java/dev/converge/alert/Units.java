package dev.converge.alert;

import dev.converge.desired.DesiredHost;
import dev.converge.desired.DesiredUnit;
import dev.converge.unit.UnitName;
import dev.converge.unit.UnitType;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The services that some host is to run, templates as their instances. */
record Units(NavigableSet<UnitName> names) {

    static Units wanted(List<DesiredHost> hosts) {
        NavigableSet<UnitName> names = new TreeSet<>();
        hosts.stream()
                .flatMap(host -> host.plays().stream())
                .flatMap(play -> play.units().stream())
                .filter(unit -> !unit.isAbsent() && !unit.masked().orElse(false))
                .map(DesiredUnit::name)
                .filter(name -> name.type() == UnitType.SERVICE)
                .forEach(names::add);
        return new Units(names);
    }

    boolean isEmpty() {
        return names.isEmpty();
    }

    /** The part of a selector that picks them. */
    Optional<String> matcher(String label) {
        return isEmpty() ? Optional.empty() : Optional.of(label + "=~\"" + pattern() + "\"");
    }

    /** The part of a selector that picks all others. */
    Optional<String> others(String label) {
        return isEmpty() ? Optional.empty() : Optional.of(label + "!~\"" + pattern() + "\"");
    }

    private String pattern() {
        return names.stream()
                .map(name -> name.isTemplate()
                        ? Selector.quote(name.value()).replaceFirst("@", "@.+")
                        : Selector.quote(name.value()))
                .collect(Collectors.joining("|"));
    }
}
