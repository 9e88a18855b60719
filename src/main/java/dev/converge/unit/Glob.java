package dev.converge.unit;

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
        if (wanted == '[' && setEnd(at) >= 0) {
            return isInSet(at, character) ? setEnd(at) + 1 : -1;
        }
        return wanted == '?' || wanted == character ? at + 1 : -1;
    }

    /** The bracket that closes a set, or -1: then the opening one stands for itself. A closing one that comes first belongs to the set. */
    private int setEnd(int at) {
        return pattern.indexOf(']', firstOfSet(at) + 1);
    }

    private int firstOfSet(int at) {
        boolean negated = at + 1 < pattern.length() && "!^".indexOf(pattern.charAt(at + 1)) >= 0;
        return negated ? at + 2 : at + 1;
    }

    private boolean isInSet(int at, char character) {
        int end = setEnd(at);
        boolean found = false;
        for (int i = firstOfSet(at); i < end; i++) {
            boolean range = i + 2 < end && pattern.charAt(i + 1) == '-';
            char last = pattern.charAt(range ? i + 2 : i);
            found |= character >= pattern.charAt(i) && character <= last;
            i += range ? 2 : 0;
        }
        return found != (firstOfSet(at) == at + 2);
    }

    @Override
    public String toString() {
        return pattern;
    }
}
