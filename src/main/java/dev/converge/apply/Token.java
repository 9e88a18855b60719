package dev.converge.apply;

import dev.converge.unit.FileMode;
import dev.converge.unit.FileState;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is at a path, in one line, as {@code remote/transaction/} and this package write it: {@code -} nothing, {@code l:TARGET} a link,
 * {@code f:MODE:UID:GID:SHA256} a file, {@code d:MODE:UID:GID} a directory, {@code o} anything else.
 */
record Token(String text) {

    private static final Pattern FILE = Pattern.compile("f:([0-7]{1,4}):([0-9]+):([0-9]+):([0-9a-f]{64})");

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

    /** For a person. May hold text from the host. */
    String describe() {
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
