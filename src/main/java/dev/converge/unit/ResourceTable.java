package dev.converge.unit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/** A resource beside these classes that holds a table: a row a line, columns separated by tabs, comments begin with #. */
final class ResourceTable {

    private ResourceTable() {}

    /** @param columns what each row must have, or the jar is broken */
    static Stream<String[]> rows(String resource, int columns) {
        return text(resource).lines().filter(line -> !line.startsWith("#")).map(line -> row(line, resource, columns));
    }

    private static String[] row(String line, String resource, int columns) {
        String[] row = line.split("\t", -1);
        if (row.length != columns) {
            throw new IllegalStateException(resource + ": not " + columns + " columns: " + line);
        }
        return row;
    }

    private static String text(String name) {
        try (InputStream resource = ResourceTable.class.getResourceAsStream(name)) {
            if (resource == null) {
                throw new IllegalStateException(name + " is missing from the jar");
            }
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
