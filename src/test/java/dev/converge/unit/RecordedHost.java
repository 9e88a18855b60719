package dev.converge.unit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What lay on a real host and what its systemd said of each unit, recorded by {@code src/test/resources/hosts/record.sh}. */
record RecordedHost(String name, UnitTree tree, List<Answers> units) {

    /** The answers for one unit, each a word and a text: {@code is-enabled disabled}, {@code dropin /etc/...}. */
    record Answers(UnitName unit, List<String> lines) {

        /** The texts after a word, in order. */
        List<String> all(String word) {
            return lines.stream()
                    .filter(line -> line.startsWith(word + " "))
                    .map(line -> line.substring(word.length() + 1))
                    .toList();
        }

        String first(String word) {
            return all(word).stream().findFirst().orElse("");
        }
    }

    static RecordedHost read(String name, SystemdVersion version) {
        UnitTree tree = UnitTree.of(Trees.states(text(name + "/tree").lines().toArray(String[]::new)), version);
        SortedMap<UnitName, List<String>> answers = new TreeMap<>();
        List<String> current = new ArrayList<>();
        for (String line : text(name + "/units").lines().toList()) {
            if (line.startsWith("unit ")) {
                current = new ArrayList<>();
                answers.put(new UnitName(line.substring("unit ".length())), current);
            } else {
                current.add(line);
            }
        }
        List<Answers> units = new ArrayList<>();
        answers.forEach((unit, lines) -> units.add(new Answers(unit, List.copyOf(lines))));
        return new RecordedHost(name, tree, units);
    }

    private static String text(String file) {
        try (InputStream resource = RecordedHost.class.getResourceAsStream("/hosts/" + file)) {
            if (resource == null) {
                throw new IllegalStateException("no recorded host file " + file);
            }
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
