package dev.converge.alert;

import java.time.Duration;
import java.util.Locale;

/**
 * One rule.
 *
 * @param name in CamelCase, as the rules of others are
 * @param expression PromQL or LogQL; it has a value only where something is wrong
 * @param hold how long it has to be so
 * @param summary one line, in which the labels of the series may stand: {@code {{ $labels.instance }}}
 * @param description what it means and what to do
 */
record AlertRule(String name, String expression, Duration hold, Severity severity, String summary, String description) {

    /** Whom it may wake. */
    enum Severity {
        CRITICAL,
        WARNING;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
