package dev.converge.unit;

import java.util.Optional;

/** A shell pattern as systemd matches unit names: fnmatch(3) with FNM_NOESCAPE, so {@code * ? [a-z] [!a]} and no backslash escapes. */
public record Glob(String pattern) {

    public Glob {
        if (pattern.isBlank()) {
            throw new IllegalArgumentException("an empty pattern");
        }
    }

    public boolean matches(UnitName name) {
        return matches(name.value());
    }

    /** Tries to go on after the latest star; when that fails lets the star swallow one more character. Earlier stars need no second try. */
    boolean matches(String text) {
        int at = 0;
        int position = 0;
        int afterStar = -1;
        int swallowedTo = 0;
        while (position < text.length()) {
            if (at < pattern.length() && pattern.charAt(at) == '*') {
                afterStar = ++at;
                swallowedTo = position;
                continue;
            }
            int next = at < pattern.length() ? step(at, text.charAt(position)) : -1;
            if (next >= 0) {
                at = next;
                position++;
            } else if (afterStar >= 0) {
                at = afterStar;
                position = ++swallowedTo;
            } else {
                return false;
            }
        }
        while (at < pattern.length() && pattern.charAt(at) == '*') {
            at++;
        }
        return at == pattern.length();
    }

    /** @return where the pattern goes on after matching the character, or -1 when it does not match */
    private int step(int at, char character) {
        char wanted = pattern.charAt(at);
        if (wanted == '[') {
            Optional<GlobSet> set = GlobSet.at(pattern, at);
            if (set.isPresent()) {
                return set.get().has(character) ? set.get().end() : -1;
            }
        }
        return wanted == '?' || wanted == character ? at + 1 : -1;
    }

    @Override
    public String toString() {
        return pattern;
    }
}
