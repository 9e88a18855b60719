package dev.converge.unit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The specifiers of systemd.unit(5) that follow from a unit's name or are the same on all hosts. Those that need the running host, such
 * as {@code %H}, cannot be told from files. {@code [Install]} takes fewer than the other sections.
 */
final class Specifiers {

    private static final Map<Character, String> FIXED = Map.ofEntries(
            Map.entry('t', "/run"),
            Map.entry('S', "/var/lib"),
            Map.entry('C', "/var/cache"),
            Map.entry('L', "/var/log"),
            Map.entry('E', "/etc"),
            Map.entry('T', "/tmp"),
            Map.entry('V', "/var/tmp"),
            Map.entry('h', "/root"));

    private final UnitName unit;
    private final boolean install;

    private Specifiers(UnitName unit, boolean install) {
        this.unit = unit;
        this.install = install;
    }

    static Specifiers ofInstall(UnitName unit) {
        return new Specifiers(unit, true);
    }

    static Specifiers ofValues(UnitName unit) {
        return new Specifiers(unit, false);
    }

    /** The words with specifiers put in; a word with one that is unknown is left out, as systemd leaves it out. */
    List<String> expand(List<String> words) {
        List<String> expanded = new ArrayList<>();
        words.forEach(word -> expand(word).ifPresent(expanded::add));
        return expanded;
    }

    private Optional<String> expand(String word) {
        StringBuilder expanded = new StringBuilder();
        for (int i = 0; i < word.length(); i++) {
            char character = word.charAt(i);
            if (character != '%' || i + 1 == word.length()) {
                expanded.append(character);
                continue;
            }
            Optional<String> value = value(word.charAt(++i));
            if (value.isEmpty()) {
                return Optional.empty();
            }
            expanded.append(value.get());
        }
        return Optional.of(expanded.toString());
    }

    private Optional<String> value(char specifier) {
        String stem = unit.stem();
        int at = stem.indexOf('@');
        String prefix = at < 0 ? stem : stem.substring(0, at);
        return switch (specifier) {
            case 'n' -> Optional.of(unit.value());
            case 'N' -> Optional.of(stem);
            case 'p' -> Optional.of(prefix);
            case 'j' -> Optional.of(prefix.substring(prefix.lastIndexOf('-') + 1));
            case 'i' -> Optional.of(unit.instance().orElse(""));
            case 'u', 'g' -> Optional.of("root");
            case 'U', 'G' -> Optional.of("0");
            case '%' -> Optional.of("%");
            default -> install ? Optional.empty() : inValues(specifier, prefix);
        };
    }

    private Optional<String> inValues(char specifier, String prefix) {
        return switch (specifier) {
            case 'P' -> unescape(prefix);
            case 'I' -> unescape(unit.instance().orElse(""));
            case 'J' -> unescape(prefix.substring(prefix.lastIndexOf('-') + 1));
            case 'f' -> unescape(unit.instance().orElse(prefix)).map(path -> path.startsWith("/") ? path : "/" + path);
            default -> Optional.ofNullable(FIXED.get(specifier));
        };
    }

    /** What systemd-escape(1) made of a path; nothing for escapes, which are rare and may stand for any bytes. */
    private static Optional<String> unescape(String name) {
        return name.contains("\\") ? Optional.empty() : Optional.of(name.replace('-', '/'));
    }
}
