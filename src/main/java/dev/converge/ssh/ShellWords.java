package dev.converge.ssh;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One command line out of an argument list, for a login shell of unknown make: sh, bash, dash, rbash, zsh, tcsh or fish all read it the
 * same way. SSH has no argument lists; this is the only place where we quote.
 */
final class ShellWords {

    private static final Pattern BARE = Pattern.compile("[A-Za-z0-9_./-]+");

    /**
     * Inside single quotes the shells agree except here: a single quote ends them, tcsh expands an exclamation mark and refuses a line
     * break, and fish takes a backslash before a quote or another backslash as an escape.
     */
    private static final Pattern DIFFERS = Pattern.compile("['!\\p{Cntrl}]|\\\\\\\\|\\\\$");

    private ShellWords() {}

    /** @throws IllegalArgumentException for an argument that not all shells would read the same way; contents go over stdin */
    static String join(List<String> argv) {
        return argv.stream().map(ShellWords::quote).collect(Collectors.joining(" "));
    }

    private static String quote(String word) {
        if (BARE.matcher(word).matches()) {
            return word;
        }
        if (DIFFERS.matcher(word).find()) {
            throw new IllegalArgumentException("not the same in every login shell: " + word);
        }
        return "'" + word + "'";
    }
}
