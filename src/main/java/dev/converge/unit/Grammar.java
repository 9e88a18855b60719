package dev.converge.unit;

/** The form that the values of a directive take (SYSTEMD.md 4). */
@FunctionalInterface
public interface Grammar {

    /**
     * Whether systemd would take the value, and in which one spelling two equal values meet. A value that is known not to be heeded is
     * refused; where systemd's own rules are not known exactly it is accepted as it stands. What an empty value does is
     * the {@link Directive.Accumulation}'s to say.
     */
    Verdict judge(String value);

    /** What {@link #judge} finds. */
    sealed interface Verdict {
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
