package dev.converge.unit;

import java.util.Optional;

/**
 * The full name of a unit, systemd.unit(5): up to 255 bytes of {@code [A-Za-z0-9:_.\@-]} and the suffix of a known type. Names with other
 * characters are files that systemd silently ignores.
 */
public record UnitName(String value) implements Comparable<UnitName> {

    private static final int LONGEST = 255;
    private static final String PUNCTUATION = ":_.\\@-";

    public UnitName {
        if (!isValid(value)) {
            throw new IllegalArgumentException("not a unit name: '" + value + "'");
        }
    }

    public static boolean isValid(String text) {
        int dot = text.lastIndexOf('.');
        return dot > 0
                && text.length() <= LONGEST
                && text.charAt(0) != '@'
                && text.chars().allMatch(UnitName::isAllowed)
                && UnitType.ofSuffix(text.substring(dot + 1)).isPresent();
    }

    private static boolean isAllowed(int character) {
        return (character >= 'a' && character <= 'z')
                || (character >= 'A' && character <= 'Z')
                || (character >= '0' && character <= '9')
                || PUNCTUATION.indexOf(character) >= 0;
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
