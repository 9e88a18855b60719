package dev.converge.unit;

/** A file in a drop-in directory of a unit, and what becomes of it. */
public record DropIn(HostPath path, Fate fate) {

    /** What systemd does with it. */
    public sealed interface Fate {

        /** It is read. */
        record Applied() implements Fate {}

        /** Empty, or a link to {@code /dev/null}: it says nothing, and hides the files of its name in weaker directories. */
        record Masks() implements Fate {}

        /** A link that leads nowhere, or no file: systemd cannot read it, yet it hides those of its name in weaker directories. */
        record Unreadable() implements Fate {}

        /** A stronger directory has a file of the same name. */
        record Hidden(HostPath by) implements Fate {}

        /** The unit itself has no file, and then its drop-ins are not read. */
        record WithoutUnit() implements Fate {}

        /** Its name does not end in {@code .conf}, or begins with a dot. */
        record NotNamedLikeOne() implements Fate {}
    }

    public boolean isApplied() {
        return fate instanceof Fate.Applied;
    }
}
