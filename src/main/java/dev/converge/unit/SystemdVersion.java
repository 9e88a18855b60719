package dev.converge.unit;

/** The major version of systemd on a host, as {@code systemctl --version} begins. */
public record SystemdVersion(int number) implements Comparable<SystemdVersion> {

    /** The oldest version converge works with: dash-truncated drop-in directories came with it. */
    public static final SystemdVersion OLDEST = new SystemdVersion(239);

    /** Stands for "whatever converge knows", where nothing runs that could say its version. */
    public static final SystemdVersion NEWEST = new SystemdVersion(Integer.MAX_VALUE);

    public boolean isAtLeast(int version) {
        return number >= version;
    }

    @Override
    public int compareTo(SystemdVersion other) {
        return Integer.compare(number, other.number);
    }

    @Override
    public String toString() {
        return Integer.toString(number);
    }
}
