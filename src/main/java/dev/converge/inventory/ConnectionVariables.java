package dev.converge.inventory;

import dev.converge.problem.Problems;
import dev.converge.yaml.YamlValues;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A host's variables, read as what a connection needs. A value of the wrong type is a problem where it is written. Where several names are
 * given, they mean the same and the first that the host has counts.
 */
final class ConnectionVariables {

    /** Not an option, no blanks, nothing that a terminal or a shell could take for something else. */
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_.:@%\\\\][A-Za-z0-9_.:@%\\\\-]*");

    private final InventoryHost host;
    private final Problems problems;

    ConnectionVariables(InventoryHost host, Problems problems) {
        this.host = host;
        this.problems = problems;
    }

    Optional<String> word(String... names) {
        return text(names).filter(text -> {
            boolean fits = WORD.matcher(text).matches();
            if (!fits) {
                wrong(present(names).orElseThrow(), "a name or an address");
            }
            return fits;
        });
    }

    Optional<Integer> port(String... names) {
        return text(names).flatMap(text -> {
            if (text.matches("[0-9]{1,5}") && Integer.parseInt(text) >= 1 && Integer.parseInt(text) <= 65_535) {
                return Optional.of(Integer.valueOf(text));
            }
            wrong(present(names).orElseThrow(), "a port, 1 to 65535");
            return Optional.empty();
        });
    }

    Optional<Boolean> truth(String name) {
        return text(name).flatMap(text -> {
            Optional<Boolean> truth = YamlValues.asBoolean(text);
            if (truth.isEmpty()) {
                wrong(name, "true or false");
            }
            return truth;
        });
    }

    Optional<Path> file(String... names) {
        return text(names).flatMap(text -> path(present(names).orElseThrow(), text));
    }

    /** One file, or a list of them. */
    List<Path> files(String name) {
        if (!(host.variables().get(name) instanceof List<?> list)) {
            return file(name).stream().toList();
        }
        List<Path> files = new ArrayList<>();
        for (Object item : list) {
            path(name, String.valueOf(item)).ifPresent(files::add);
        }
        return files;
    }

    void refuse(String name, String message, String remedy) {
        problems.add(host.spotOf(name), message + " (host " + host.name() + ")", remedy);
    }

    private Optional<String> present(String... names) {
        return Stream.of(names).filter(host.variables()::containsKey).findFirst();
    }

    /** The value as text; an empty one counts as not set. */
    private Optional<String> text(String... names) {
        Optional<String> name = present(names);
        Optional<Object> value = name.map(found -> host.variables().get(found));
        if (value.isEmpty() || value.get().equals("")) {
            return Optional.empty();
        }
        if (value.get() instanceof List || value.get() instanceof java.util.Map) {
            wrong(name.get(), "one value");
            return Optional.empty();
        }
        String text = value.get().toString();
        if (text.contains("{{") || text.contains("{%")) {
            refuse(
                    name.get(),
                    "'" + name.get() + "' holds an expression that cannot be evaluated here",
                    "write the value itself");
            return Optional.empty();
        }
        return Optional.of(text);
    }

    private Optional<Path> path(String name, String text) {
        if (text.isBlank() || text.indexOf('\0') >= 0 || (text.startsWith("~") && !text.startsWith("~/"))) {
            wrong(name, "a file");
            return Optional.empty();
        }
        return Optional.of(
                text.startsWith("~/") ? Path.of(System.getProperty("user.home"), text.substring(2)) : Path.of(text));
    }

    private void wrong(String name, String expected) {
        refuse(
                name,
                "'" + name + "' should be " + expected + ", not '"
                        + host.variables().get(name) + "'",
                "");
    }
}
