package dev.converge.finding;

import dev.converge.unit.UnitName;
import dev.converge.unit.UserName;
import java.util.Collections;
import java.util.Locale;
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
        Confidence confidence,
        Optional<UnitName> unit,
        Optional<UserName> user,
        String message,
        String remedy,
        SortedMap<String, String> evidence) {

    /** One that has nothing to do with the manager of a user, and that is certain. */
    public Finding(
            FindingCode code,
            Severity severity,
            Optional<UnitName> unit,
            String message,
            String remedy,
            SortedMap<String, String> evidence) {
        this(code, severity, Confidence.CERTAIN, unit, Optional.empty(), message, remedy, evidence);
    }

    /** The same about a unit of a user's manager. */
    public Finding of(UserName whose) {
        return new Finding(code, severity, confidence, unit, Optional.of(whose), message, remedy, evidence);
    }

    /** The same, less or more sure. */
    public Finding with(Confidence sure) {
        return new Finding(code, severity, sure, unit, user, message, remedy, evidence);
    }

    /** How bad it is. */
    public enum Severity {
        ERROR,
        WARNING,
        INFO;

        /** As reports and JSON spell it: {@code warning}. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** How sure it is. */
    public enum Confidence {
        /** Files, or systemd itself, say so. */
        CERTAIN,
        /** What was seen has hardly any other explanation. */
        LIKELY,
        /** It may be meant that way: somebody has to look. */
        POSSIBLE;

        /** As reports and JSON spell it: {@code likely}. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Finding {
        evidence = Collections.unmodifiableSortedMap(new TreeMap<>(evidence));
    }
}
