package dev.converge.ssh;

import java.util.regex.Pattern;

/** Text as it appears in messages. */
final class Shown {

    private static final int LONGEST = 300;
    private static final Pattern BARE = Pattern.compile("[A-Za-z0-9_.,:/@%+=-]+");

    private Shown() {}

    /** An argument of a command that the operator may copy into a POSIX shell. */
    static String argument(String text) {
        return BARE.matcher(text).matches() ? text : "'" + text.replace("'", "'\\''") + "'";
    }

    /** What a host said: raw, but no longer than a message can bear. */
    static String said(String text) {
        String trimmed = text.strip();
        return trimmed.length() <= LONGEST ? trimmed : trimmed.substring(0, LONGEST) + "...";
    }
}
