package dev.converge.unit;

/**
 * An absolute path on a host, in one spelling: no {@code .}, {@code ..}, doubled or trailing slash, no control characters. A directory tree
 * reached as a root has the same paths; its own location is no part of them.
 */
public record HostPath(String value) implements Comparable<HostPath> {

    private static final int LONGEST = 4095;

    public HostPath {
        if (!isValid(value)) {
            throw new IllegalArgumentException("not a plain absolute path: '" + value + "'");
        }
    }

    public static boolean isValid(String text) {
        if (!text.startsWith("/") || text.endsWith("/") || text.length() > LONGEST) {
            return false;
        }
        int start = 1;
        for (int i = 1; i <= text.length(); i++) {
            if (i == text.length() || text.charAt(i) == '/') {
                if (isNoName(text, start, i)) {
                    return false;
                }
                start = i + 1;
            } else if (Character.isISOControl(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** Whether the component between two slashes is empty, {@code .} or {@code ..}. */
    private static boolean isNoName(String text, int start, int end) {
        return switch (end - start) {
            case 0 -> true;
            case 1 -> text.charAt(start) == '.';
            case 2 -> text.startsWith("..", start);
            default -> false;
        };
    }

    /** The last component. */
    public String name() {
        return value.substring(value.lastIndexOf('/') + 1);
    }

    /** The directory it lies in. A path directly below {@code /} has none that is a host path, which no caller asks for. */
    public HostPath parent() {
        int slash = value.lastIndexOf('/');
        if (slash == 0) {
            throw new IllegalStateException("the parent of " + value + " is the root directory");
        }
        return new HostPath(value.substring(0, slash));
    }

    public HostPath resolve(String name) {
        return new HostPath(value + "/" + name);
    }

    /** Whether this path lies somewhere below the given directory. */
    public boolean isBelow(HostPath directory) {
        return value.startsWith(directory.value + "/");
    }

    @Override
    public int compareTo(HostPath other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
