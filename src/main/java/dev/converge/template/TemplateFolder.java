package dev.converge.template;

import dev.converge.problem.Spelling;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The one folder that templates may read, by names relative to it. Links that lead out of it are refused, whatever their name. */
record TemplateFolder(Path folder) {

    private static final long MAX_BYTES = 16L * 1024 * 1024;

    /** What is looked through for a name alike. */
    private static final int MAX_LISTED = 2_000;

    private static final int MAX_LISTED_DEPTH = 8;

    /** The name of a file as the operator would write it, for spots. */
    String display(String name) {
        return folder.resolve(name).toString();
    }

    String text(String name) throws RefusedFileException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes(name)))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            throw new RefusedFileException(
                    "the template '" + name + "' is not UTF-8 text",
                    "save it as UTF-8, or use 'copy:' for other files",
                    notUtf8);
        }
    }

    byte[] bytes(String name) throws RefusedFileException {
        Path file = find(name);
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw new RefusedFileException("'" + display(name) + "' is larger than 16 MB", "");
            }
            return Files.readAllBytes(file);
        } catch (IOException unreadable) {
            throw new RefusedFileException(
                    "'" + display(name) + "' cannot be read", "check its permissions", unreadable);
        }
    }

    private Path find(String name) throws RefusedFileException {
        Path real;
        try {
            Path relative = Path.of(name);
            if (name.isEmpty() || relative.isAbsolute() || hasParent(relative)) {
                throw outside(name);
            }
            real = folder.resolve(relative).toRealPath();
            if (!real.startsWith(folder.toRealPath())) {
                throw outside(name);
            }
        } catch (InvalidPathException | IOException missing) {
            throw new RefusedFileException("there is no file '" + name + "' in " + folder, nearest(name), missing);
        }
        // Nothing but a regular file: reading a fifo would wait for ever.
        if (!Files.isRegularFile(real)) {
            throw new RefusedFileException("'" + display(name) + "' is no regular file", nearest(name));
        }
        return real;
    }

    private static boolean hasParent(Path path) {
        for (Path part : path) {
            if (part.toString().equals("..")) {
                return true;
            }
        }
        return false;
    }

    private RefusedFileException outside(String name) {
        return new RefusedFileException(
                "'" + name + "' is not inside " + folder,
                "put the file into " + folder + " and name it relative to that folder");
    }

    private String nearest(String name) {
        if (!Files.isDirectory(folder)) {
            return "create the folder " + folder + ", or name another with --templates";
        }
        return Spelling.hint(name, names());
    }

    private List<String> names() {
        try (Stream<Path> files = Files.walk(folder, MAX_LISTED_DEPTH)) {
            return files.limit(MAX_LISTED)
                    .filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .sorted()
                    .toList();
        } catch (IOException | java.io.UncheckedIOException unreadable) {
            return List.of(); // it is only for the hint
        }
    }
}
