package dev.converge.cli;

import org.jspecify.annotations.Nullable;

/** What environment variables say. */
final class Environment {

    private Environment() {}

    /** See no-color.org; a dumb terminal has none to give. */
    static boolean allowsColours() {
        @Nullable String noColor = System.getenv("NO_COLOR");
        return (noColor == null || noColor.isEmpty()) && !"dumb".equals(System.getenv("TERM"));
    }
}
