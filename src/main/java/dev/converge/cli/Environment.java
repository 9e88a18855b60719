package dev.converge.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What environment variables say. */
final class Environment {

    private Environment() {}

    /** Where converge keeps what outlives a run: below XDG_STATE_HOME. None when the home of the user is not known either. */
    static Optional<Path> state() {
        @Nullable String state = System.getenv("XDG_STATE_HOME");
        if (state != null && state.startsWith("/")) {
            return Optional.of(Path.of(state, "converge"));
        }
        @Nullable String home = System.getProperty("user.home");
        return home != null && home.startsWith("/")
                ? Optional.of(Path.of(home, ".local", "state", "converge"))
                : Optional.empty();
    }

    /** See no-color.org; a dumb terminal has none to give. */
    static boolean allowsColours() {
        @Nullable String noColor = System.getenv("NO_COLOR");
        return (noColor == null || noColor.isEmpty()) && !"dumb".equals(System.getenv("TERM"));
    }
}
