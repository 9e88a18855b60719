package dev.converge.unit;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * The assignments of one directive that count, after systemd's rule for a second and for an empty assignment (SYSTEMD.md 3). Values that
 * systemd refuses leave the earlier ones in force.
 *
 * @param <T> what the caller wants to know of an assignment that counts
 */
final class Accumulated<T> {

    private final Directive directive;
    private final List<T> origins = new ArrayList<>();
    private final List<String> canonical = new ArrayList<>();
    private final List<String> refused = new ArrayList<>();
    private final List<Loss<T>> losses = new ArrayList<>();
    private boolean reset;

    /** An assignment that does not count, and why. */
    sealed interface Loss<T> {

        T origin();

        /** A later one took its place. */
        record Overridden<T>(T origin, T by) implements Loss<T> {}

        /** A later empty one threw it away. */
        record Reset<T>(T origin, T by) implements Loss<T> {}

        record Refused<T>(T origin, Grammar.Verdict.Refused why) implements Loss<T> {}

        /** An empty one that does nothing. */
        record Empty<T>(T origin) implements Loss<T> {}
    }

    Accumulated(Directive directive) {
        this.directive = directive;
    }

    void add(String value, T origin) {
        if (value.isEmpty()) {
            empty(origin);
            return;
        }
        switch (directive.grammar().judge(value)) {
            case Grammar.Verdict.Accepted accepted -> {
                if (isSingle()) {
                    origins.forEach(lost -> losses.add(new Loss.Overridden<>(lost, origin)));
                    clear();
                    reset = false;
                }
                origins.add(origin);
                canonical.add(accepted.canonical());
            }
            case Grammar.Verdict.Refused why -> {
                refused.add(value);
                losses.add(new Loss.Refused<>(origin, why));
            }
        }
    }

    Directive directive() {
        return directive;
    }

    /** Those that count, in order; of a directive with a single value the last one only. */
    List<T> origins() {
        return List.copyOf(origins);
    }

    /** In the spelling in which equal values meet. Where order means nothing, the sorted words. */
    List<String> canonical() {
        if (!isSet()) {
            return List.copyOf(canonical);
        }
        TreeSet<String> words = new TreeSet<>();
        canonical.forEach(value -> words.addAll(Words.of(value)));
        return List.copyOf(words);
    }

    /** Values that systemd refuses, as written. */
    List<String> refused() {
        return List.copyOf(refused);
    }

    /** Those that do not count, each once. */
    List<Loss<T>> losses() {
        return List.copyOf(losses);
    }

    /** Whether what files before this one assigned is thrown away. */
    boolean resets() {
        return reset;
    }

    private void empty(T origin) {
        switch (directive.accumulation()) {
            case LAST_WINS_EMPTY_RESETS, APPENDS_EMPTY_RESETS -> {
                origins.forEach(lost -> losses.add(new Loss.Reset<>(lost, origin)));
                clear();
                reset = true;
            }
            case LAST_WINS_EMPTY_IS_AN_ERROR, APPENDS_EMPTY_IS_IGNORED -> losses.add(new Loss.Empty<>(origin));
        }
    }

    private void clear() {
        origins.clear();
        canonical.clear();
    }

    private boolean isSingle() {
        return switch (directive.accumulation()) {
            case LAST_WINS_EMPTY_RESETS, LAST_WINS_EMPTY_IS_AN_ERROR -> true;
            case APPENDS_EMPTY_RESETS, APPENDS_EMPTY_IS_IGNORED -> false;
        };
    }

    /** Dependencies, what [Install] lists, and address filters. */
    private boolean isSet() {
        return switch (directive.accumulation()) {
            case LAST_WINS_EMPTY_RESETS, LAST_WINS_EMPTY_IS_AN_ERROR -> false;
            case APPENDS_EMPTY_IS_IGNORED -> true;
            case APPENDS_EMPTY_RESETS ->
                directive.effect() == Directive.Effect.INSTALL
                        || directive.name().equals("IPAddressAllow")
                        || directive.name().equals("IPAddressDeny");
        };
    }
}
