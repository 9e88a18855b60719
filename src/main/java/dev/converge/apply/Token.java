package dev.converge.apply;

import dev.converge.unit.Content;
import dev.converge.unit.FileMode;
import dev.converge.unit.FileState;
import dev.converge.unit.Owner;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is at a path, in one line, as {@code remote/transaction/} and this package write it: {@code -} nothing, {@code l:TARGET} a link,
 * {@code f:MODE:UID:GID:SHA256} a file, {@code d:MODE:UID:GID} a directory, {@code o} anything else.
 */
public record Token(String text) {

    private static final Pattern FILE = Pattern.compile("f:([0-7]{1,4}):([0-9]{1,9}):([0-9]{1,9}):([0-9a-f]{64})");
    private static final Pattern DIRECTORY = Pattern.compile("d:[0-7]{1,4}(:[0-9]{1,9}:[0-9]{1,9})?");

    /**
     * @throws IllegalArgumentException for a state that no plan holds: plans change files and links
     */
    static Token of(FileState state) {
        return new Token(
                switch (state) {
                    case FileState.Absent absent -> "-";
                    case FileState.Link link -> "l:" + link.target();
                    case FileState.Regular file ->
                        "f:" + Integer.toOctalString(file.mode().bits()) + ":" + file.owner() + ":"
                                + file.content().sha256();
                    case FileState.Directory directory ->
                        throw new IllegalArgumentException("a plan that changes a directory");
                    case FileState.Other other ->
                        throw new IllegalArgumentException("a plan that changes a " + other.kind());
                });
    }

    /** The same for whatever a probe may have seen. */
    public static Token seen(FileState state) {
        return switch (state) {
            case FileState.Absent absent -> of(absent);
            case FileState.Link link -> of(link);
            case FileState.Regular file -> of(file);
            case FileState.Directory directory -> new Token("d:");
            case FileState.Other other -> new Token("o");
        };
    }

    /** Whether a journal may hold it: nothing, a link, a file or a directory. */
    public static boolean isJournaled(String text) {
        return text.equals("-")
                || text.startsWith("l:")
                || FILE.matcher(text).matches()
                || DIRECTORY.matcher(text).matches();
    }

    public boolean isAbsent() {
        return text.equals("-");
    }

    /** The hash of a file's content. */
    public Optional<String> sha256() {
        Matcher file = FILE.matcher(text);
        return file.matches() ? Optional.of(file.group(4)) : Optional.empty();
    }

    /** The mode of a file. */
    public Optional<FileMode> mode() {
        Matcher file = FILE.matcher(text);
        return file.matches() ? Optional.of(new FileMode(Integer.parseInt(file.group(1), 8))) : Optional.empty();
    }

    /** Where a link leads. */
    public Optional<String> target() {
        return text.startsWith("l:") ? Optional.of(text.substring(2)) : Optional.empty();
    }

    public boolean isDirectory() {
        return text.startsWith("d:");
    }

    /**
     * What the token stands for; nothing when that is no file, link or absence, or the content is not the one it names.
     *
     * @param content of the file, if it is one
     */
    public Optional<FileState> state(Optional<Content> content) {
        Matcher file = FILE.matcher(text);
        if (text.equals("-")) {
            return Optional.of(new FileState.Absent());
        } else if (text.startsWith("l:")) {
            return Optional.of(new FileState.Link(text.substring(2)));
        } else if (!file.matches()) {
            return Optional.empty();
        }
        FileMode mode = new FileMode(Integer.parseInt(file.group(1), 8));
        Owner owner = new Owner(Integer.parseInt(file.group(2)), Integer.parseInt(file.group(3)));
        String sha256 = file.group(4);
        return content.filter(bytes -> bytes.sha256().equals(sha256))
                .map(bytes -> new FileState.Regular(bytes, mode, owner));
    }

    /** For a person. May hold text from the host. */
    public String describe() {
        Matcher file = FILE.matcher(text);
        if (file.matches()) {
            FileMode mode = new FileMode(Integer.parseInt(file.group(1), 8));
            return "a file of " + file.group(2) + ":" + file.group(3) + " with mode " + mode + " and sha256 "
                    + file.group(4).substring(0, 12);
        } else if (text.equals("-")) {
            return "nothing";
        } else if (text.startsWith("l:")) {
            return "a link to " + text.substring(2);
        } else if (text.startsWith("d:")) {
            return "a directory";
        } else if (text.startsWith("f:")) {
            return "a file that cannot be read";
        }
        return "neither file, link nor directory";
    }
}
