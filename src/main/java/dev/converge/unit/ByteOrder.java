package dev.converge.unit;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;

/** The order of file names in systemd, strcmp(3): by their bytes, which Java's order of strings is not beyond U+FFFF. */
enum ByteOrder implements Comparator<String> {
    INSTANCE;

    @Override
    public int compare(String one, String other) {
        return Arrays.compareUnsigned(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }
}
