package dev.converge.unit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The specifiers of {@code [Install]} that follow from a unit's name, systemd.unit(5). Those that need the running host, such as
 * {@code %H}, cannot be told from files.
 */
final class Specifiers {

    private final UnitName unit;

    Specifiers(UnitName unit) {
        this.unit = unit;
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
            default -> Optional.empty();
        };
    }
}
