package dev.converge.unit;

/** The forms that values of directives take (SYSTEMD.md 4). */
public enum Grammar {
    TEXT;

    /** Whether systemd would take the value, and in which one spelling two equal values meet. */
    public Verdict judge(String value) {
        throw new UnsupportedOperationException();
    }

    /** What {@link #judge} finds. */
    public sealed interface Verdict {
        /** @param canonical as {@code systemctl show} spells it where that is known: {@code 2G} is {@code 2147483648} */
        record Accepted(String canonical) implements Verdict {}

        /**
         * systemd would drop this value silently.
         *
         * @param expected what is expected, for the end of "expected ...": {@code a size such as 512M, 2G or infinity}
         * @param suggestion the right spelling of what was probably meant, empty when there is no guess
         */
        record Refused(String expected, String suggestion) implements Verdict {}
    }
}
