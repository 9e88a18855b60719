package dev.converge.unit;

/** A shell pattern as systemd matches unit names: fnmatch(3) with FNM_NOESCAPE, so {@code * ? [a-z] [!a]} and no backslash escapes. */
public record Glob(String pattern) {

    public Glob {
        if (pattern.isBlank()) {
            throw new IllegalArgumentException("an empty pattern");
        }
    }

    public boolean matches(UnitName name) {
        throw new UnsupportedOperationException();
    }

    @Override
    public String toString() {
        return pattern;
    }
}
