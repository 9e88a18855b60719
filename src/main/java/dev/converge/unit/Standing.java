package dev.converge.unit;

/** What became of one assignment of a unit file or drop-in: whether it counts, and if not, why. */
public sealed interface Standing {

    /** It counts. So does an empty one that resets what stood before it. */
    record Effective() implements Standing {}

    /** A later one of the same directive took its place. */
    record Overridden(MergedUnit.Setting by) implements Standing {}

    /** A later empty one threw it away. */
    record Reset(MergedUnit.Setting by) implements Standing {}

    /** systemd refuses the value, and the one before stays in force. */
    record Refused(Grammar.Verdict.Refused why) implements Standing {}

    /** Without a value it says nothing: this directive cannot be reset. */
    record Empty() implements Standing {}

    /** systemd knows the directive, in another section; here it is ignored. */
    record Misplaced(String section) implements Standing {}

    /** A directive, or a value of it, that came with a later systemd than the host has. */
    record Newer(int since) implements Standing {}

    /** A name that units of this type do not know in any section, or a section that they do not know. */
    record Unknown() implements Standing {}

    /** For other programs ({@code X-}): systemd passes over it in silence. */
    record Foreign() implements Standing {}

    /** Whether it counts. */
    default boolean isEffective() {
        return this instanceof Effective;
    }
}
