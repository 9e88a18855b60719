package dev.converge.unit;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The full name of a unit, systemd.unit(5): up to 255 bytes of {@code [A-Za-z0-9:_.\@-]} and the suffix of a known type. Names with other
 * characters are files that systemd silently ignores.
 */
public record UnitName(String value) implements Comparable<UnitName> {

    private static final int LONGEST = 255;
    private static final Pattern GRAMMAR = Pattern.compile("[A-Za-z0-9:_.\\\\@-]+\\.[a-z]+");

    public UnitName {
        if (!isValid(value)) {
            throw new IllegalArgumentException("not a unit name: '" + value + "'");
        }
    }

    public static boolean isValid(String text) {
        return text.length() <= LONGEST
                && GRAMMAR.matcher(text).matches()
                && text.charAt(0) != '@'
                && text.lastIndexOf('.') > 0
                && UnitType.ofSuffix(text.substring(text.lastIndexOf('.') + 1)).isPresent();
    }

    public static Optional<UnitName> parse(String text) {
        return isValid(text) ? Optional.of(new UnitName(text)) : Optional.empty();
    }

    public UnitType type() {
        return UnitType.ofSuffix(value.substring(value.lastIndexOf('.') + 1))
                .orElseThrow(() -> new IllegalStateException("a unit name without a type: " + value));
    }

    /** The name without its suffix: {@code foo@bar} of {@code foo@bar.service}. */
    public String stem() {
        return value.substring(0, value.lastIndexOf('.'));
    }

    /** Whether this is a template such as {@code foo@.service}, which cannot run itself. */
    public boolean isTemplate() {
        return stem().endsWith("@") && stem().indexOf('@') == stem().length() - 1;
    }

    /** The instance of {@code foo@bar.service} is {@code bar}; other names have none. */
    public Optional<String> instance() {
        int at = stem().indexOf('@');
        return at < 0 || isTemplate() ? Optional.empty() : Optional.of(stem().substring(at + 1));
    }

    /** The template an instance is made from: {@code foo@.service} of {@code foo@bar.service}; other names have none. */
    public Optional<UnitName> template() {
        return instance()
                .map(instance -> new UnitName(stem().substring(0, stem().indexOf('@') + 1) + "." + type().suffix()));
    }

    /** The instance of this template, as {@code DefaultInstance=} and the command line name it. */
    public UnitName withInstance(String instance) {
        if (!isTemplate()) {
            throw new IllegalStateException(value + " is no template");
        }
        return new UnitName(stem() + instance + "." + type().suffix());
    }

    @Override
    public int compareTo(UnitName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
