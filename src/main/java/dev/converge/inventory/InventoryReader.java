package dev.converge.inventory;

import dev.converge.problem.Problems;
import java.nio.file.Path;
import java.util.List;

/** Reads inventory files and folders, with {@code group_vars/} and {@code host_vars/} beside them. */
public final class InventoryReader {

    private InventoryReader() {}

    /** @param sources files or folders; a folder means its *.yml and *.yaml in order of name */
    public static Inventory read(List<Path> sources, Problems problems) {
        throw new UnsupportedOperationException();
    }
}
