package dev.converge.unit;

import java.util.Locale;

/** Permission bits of a file, 0 to 07777. */
public record FileMode(int bits) {

    /** 0644, what unit files have. */
    public static final FileMode UNIT_FILE = new FileMode(0644);

    public FileMode {
        if (bits < 0 || bits > 07777) {
            throw new IllegalArgumentException("not a file mode: " + Integer.toOctalString(bits));
        }
    }

    /** Four octal digits, as {@code stat} and playbooks write them: {@code 0644}. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%04o", bits);
    }
}
