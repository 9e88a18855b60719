package dev.converge.playbook;

import dev.converge.problem.Problems;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Reads playbooks strictly: all problems of all files are collected. */
public final class PlaybookReader {

    private PlaybookReader() {}

    /** @param templates of {@code --templates}; else {@code templates/} beside the playbook's parent folder */
    public static List<Play> read(List<Path> playbooks, Optional<Path> templates, Problems problems) {
        throw new UnsupportedOperationException();
    }
}
