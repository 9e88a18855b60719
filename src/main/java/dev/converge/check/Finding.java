package dev.converge.check;

import dev.converge.unit.UnitName;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Something worth telling about a host.
 *
 * @param message what and why it matters, one or two sentences
 * @param remedy what to do, one line
 * @param evidence the numbers, lines and files it rests on, by name
 */
public record Finding(
        FindingCode code,
        Severity severity,
        Optional<UnitName> unit,
        String message,
        String remedy,
        SortedMap<String, String> evidence) {

    /** How bad it is. */
    public enum Severity {
        ERROR,
        WARNING,
        INFO
    }

    public Finding {
        evidence = Collections.unmodifiableSortedMap(new TreeMap<>(evidence));
    }
}
