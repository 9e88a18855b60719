package dev.converge.unit;

/** What is at a path. Enabling a unit is a {@link Link}, masking it is a link to {@code /dev/null}: all of disk is this. */
public sealed interface FileState {

    /** Nothing. */
    record Absent() implements FileState {}

    record Regular(Content content, FileMode mode, Owner owner) implements FileState {}

    /** @param target as written in the link, absolute or relative, never resolved */
    record Link(String target) implements FileState {
        /** Whether it masks the unit whose name it has. */
        public boolean masks() {
            return target.equals("/dev/null");
        }

        /** The last part of the target: the unit's name in a link that enables or aliases it. */
        public String targetName() {
            return target.substring(target.lastIndexOf('/') + 1);
        }
    }

    record Directory() implements FileState {}

    /**
     * Something converge neither writes nor removes by itself: a FIFO, a device, a socket, a file over the size limit.
     *
     * @param kind as a person would call it, for messages
     */
    record Other(String kind) implements FileState {}
}
