package dev.converge.check;

import dev.converge.unit.UnitName;
import dev.converge.unit.UserName;
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
        Optional<UserName> user,
        String message,
        String remedy,
        SortedMap<String, String> evidence) {

    /** One that has nothing to do with the manager of a user. */
    public Finding(
            FindingCode code,
            Severity severity,
            Optional<UnitName> unit,
            String message,
            String remedy,
            SortedMap<String, String> evidence) {
        this(code, severity, unit, Optional.empty(), message, remedy, evidence);
    }

    /** The same about a unit of a user's manager. */
    Finding of(UserName whose) {
        return new Finding(code, severity, unit, Optional.of(whose), message, remedy, evidence);
    }

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
