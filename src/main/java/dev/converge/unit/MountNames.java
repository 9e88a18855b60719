package dev.converge.unit;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The names of mount units: {@code systemd-escape --path}, systemd.unit(5), "String escaping". */
final class MountNames {

    private static final String ROOT = "-";

    private MountNames() {}

    /** The mount units that a path may lie on: those of its parents and its own, the root apart, outermost first. */
    static List<UnitName> above(String path) {
        List<UnitName> names = new ArrayList<>();
        StringBuilder stem = new StringBuilder();
        for (String part : path.split("/+", -1)) {
            if (!part.isEmpty()) {
                stem.append(stem.isEmpty() ? "" : "-").append(escape(part, stem.isEmpty()));
                Optional<UnitName> name = UnitName.parse(stem + ".mount");
                if (name.isEmpty()) {
                    // Too long for a name, as are all below it.
                    return names;
                }
                names.add(name.get());
            }
        }
        return names;
    }

    /** The mount units that the place of a mount, automount or path of its own name lies on, its own left out. */
    static List<UnitName> above(UnitName mount) {
        List<UnitName> names = new ArrayList<>();
        String stem = mount.stem();
        for (int dash = stem.indexOf('-', 1); dash > 0; dash = stem.indexOf('-', dash + 1)) {
            Optional.of(stem.substring(0, dash))
                    .filter(parent -> !parent.equals(ROOT))
                    .flatMap(parent -> UnitName.parse(parent + ".mount"))
                    .ifPresent(names::add);
        }
        return names;
    }

    private static String escape(String part, boolean first) {
        StringBuilder escaped = new StringBuilder();
        for (byte each : part.getBytes(StandardCharsets.UTF_8)) {
            char character = (char) (each & 0xFF);
            boolean leadingDot = first && escaped.isEmpty() && character == '.';
            if (isPlain(character) && !leadingDot) {
                escaped.append(character);
            } else {
                escaped.append(String.format(Locale.ROOT, "\\x%02x", (int) character));
            }
        }
        return escaped.toString();
    }

    private static boolean isPlain(char character) {
        return (character >= 'a' && character <= 'z')
                || (character >= 'A' && character <= 'Z')
                || (character >= '0' && character <= '9')
                || ":_.".indexOf(character) >= 0;
    }
}
