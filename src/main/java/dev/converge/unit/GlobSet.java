package dev.converge.unit;

import java.util.Optional;

/**
 * A set of characters in a shell pattern: {@code [a-z_]}, {@code [!a]}, {@code [[:digit:]]}.
 *
 * @param members what stands between the brackets, without the mark of negation
 * @param end where the pattern goes on after the set
 */
record GlobSet(String members, boolean negated, int end) {

    /** @return nothing when the bracket is never closed: then it stands for itself */
    static Optional<GlobSet> at(String pattern, int bracket) {
        boolean negated = bracket + 1 < pattern.length() && "!^".indexOf(pattern.charAt(bracket + 1)) >= 0;
        int first = bracket + (negated ? 2 : 1);
        int close = first;
        // A closing bracket that comes first is a member.
        while (close < pattern.length() && (close == first || pattern.charAt(close) != ']')) {
            close = afterMember(pattern, close);
        }
        return close < pattern.length()
                ? Optional.of(new GlobSet(pattern.substring(first, close), negated, close + 1))
                : Optional.empty();
    }

    boolean has(char character) {
        boolean found = false;
        int at = 0;
        while (at < members.length()) {
            int next = afterMember(members, at);
            if (next > at + 1) {
                found |= isOfClass(members.substring(at + 2, next - 2), character);
            } else if (at + 2 < members.length() && members.charAt(at + 1) == '-') {
                found |= character >= members.charAt(at) && character <= members.charAt(at + 2);
                next = at + 3;
            } else {
                found |= character == members.charAt(at);
            }
            at = next;
        }
        return found != negated;
    }

    /** A member is one character or a class such as {@code [:alpha:]}. */
    private static int afterMember(String text, int at) {
        int classEnd = text.startsWith("[:", at) ? text.indexOf(":]", at + 2) : -1;
        return classEnd < 0 ? at + 1 : classEnd + 2;
    }

    /** As in the C locale. */
    private static boolean isOfClass(String name, char character) {
        boolean upper = character >= 'A' && character <= 'Z';
        boolean lower = character >= 'a' && character <= 'z';
        boolean digit = character >= '0' && character <= '9';
        return switch (name) {
            case "alpha" -> upper || lower;
            case "alnum" -> upper || lower || digit;
            case "digit" -> digit;
            case "upper" -> upper;
            case "lower" -> lower;
            case "xdigit" -> Character.digit(character, 16) >= 0 && character < 0x80;
            case "punct" -> character > ' ' && character < 0x7f && !upper && !lower && !digit;
            default -> false;
        };
    }
}
