package dev.converge.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The part of LogQL that converge writes, read strictly: {@code [number *] sum by (labels) (rate|count_over_time({matchers} filters [range])) > number}.
 * Neither Maven Central nor Debian has a parser of LogQL or a Loki. So this one knows as much of the grammar in grafana/loki {@code pkg/logql/syntax} as is
 * used here, and what Loki refuses beyond it: a selector that may match a stream without any of its labels, and a regular expression that does not
 * compile.
 *
 * @param grouping the labels that the result has
 */
record LogQlQuery(List<String> grouping) {

    private static final String LABEL = "[a-zA-Z_][a-zA-Z0-9_]*";
    private static final Pattern NAME = Pattern.compile(LABEL);
    private static final String STRING = "\"((?:[^\"\\\\\n]|\\\\.)*)\"";
    private static final Pattern MATCHER = Pattern.compile("(" + LABEL + ")\\s*(=~|!~|!=|=)\\s*" + STRING);
    private static final Pattern FILTER = Pattern.compile("(\\|=|\\|~|!=|!~)\\s*" + STRING);
    private static final Pattern EXTRACT = Pattern.compile("\\|\\s*regexp\\s*" + STRING);
    private static final Pattern CAPTURE = Pattern.compile("\\(\\?P<(" + LABEL + ")>");
    private static final Pattern NUMBER = Pattern.compile("[0-9]+(?:\\.[0-9]+)?");
    private static final Pattern ESCAPE = Pattern.compile("\\\\(.)");
    private static final Pattern RANGE = Pattern.compile("\\[[1-9][0-9]*(?:ms|[smhdwy])]");

    static LogQlQuery parse(String query) {
        return new Reader(query).query();
    }

    /** Goes through the text, token by token. */
    private static final class Reader {
        private final String query;
        private int at;

        Reader(String query) {
            this.query = query;
        }

        LogQlQuery query() {
            if (take(NUMBER)) {
                expect("*");
            }
            expect("sum");
            expect("by");
            List<String> grouping = grouping();
            expect("(");
            if (!take("rate")) {
                expect("count_over_time");
            }
            expect("(");
            selector();
            filters();
            expect(RANGE);
            expect(")");
            expect(")");
            expect(">");
            expect(NUMBER);
            if (at < query.length()) {
                throw wrong("nothing more");
            }
            return new LogQlQuery(grouping);
        }

        private List<String> grouping() {
            List<String> grouping = new ArrayList<>();
            expect("(");
            do {
                grouping.add(expect(NAME).group());
            } while (take(","));
            expect(")");
            return List.copyOf(grouping);
        }

        private void selector() {
            boolean picks = false;
            expect("{");
            do {
                Matcher matcher = expect(MATCHER);
                String value = unquoted(matcher.group(3));
                picks |= switch (matcher.group(2)) {
                    case "=" -> !value.isEmpty();
                    case "=~" -> !regex(value).matcher("").matches();
                    case "!~" -> regex(value).matcher("").matches();
                    default -> value.isEmpty();
                };
            } while (take(","));
            expect("}");
            if (!picks) {
                throw wrong("a selector that does not match streams without any of its labels,");
            }
        }

        private void filters() {
            while (true) {
                Matcher filter = FILTER.matcher(query).region(at, query.length());
                Matcher extract = EXTRACT.matcher(query).region(at, query.length());
                if (filter.lookingAt()) {
                    if (filter.group(1).endsWith("~")) {
                        regex(unquoted(filter.group(2)));
                    }
                    moveTo(filter.end());
                } else if (extract.lookingAt()) {
                    String expression = unquoted(extract.group(1));
                    regex(expression);
                    if (!CAPTURE.matcher(expression).find()) {
                        throw wrong("a named group in a regexp stage, which else extracts nothing,");
                    }
                    moveTo(extract.end());
                } else {
                    return;
                }
            }
        }

        /** RE2 spells named groups in its own way; what else is used here means the same in Java. */
        private Pattern regex(String expression) {
            return Pattern.compile(CAPTURE.matcher(expression).replaceAll("(?<$1>"));
        }

        /** As Go reads what stands between double quotes. */
        private String unquoted(String quoted) {
            return ESCAPE.matcher(quoted).replaceAll(escape -> switch (escape.group(1)) {
                case "\\", "\"" -> Matcher.quoteReplacement(escape.group(1));
                case "n" -> "\n";
                case "t" -> "\t";
                default -> throw wrong("an escape that Go knows");
            });
        }

        private boolean take(String token) {
            if (!query.startsWith(token, at)) {
                return false;
            }
            moveTo(at + token.length());
            return true;
        }

        private boolean take(Pattern token) {
            Matcher matcher = token.matcher(query).region(at, query.length());
            if (!matcher.lookingAt()) {
                return false;
            }
            moveTo(matcher.end());
            return true;
        }

        private void expect(String token) {
            if (!take(token)) {
                throw wrong(token);
            }
        }

        private Matcher expect(Pattern token) {
            Matcher matcher = token.matcher(query).region(at, query.length());
            if (!matcher.lookingAt()) {
                throw wrong(token.toString());
            }
            moveTo(matcher.end());
            return matcher;
        }

        private void moveTo(int index) {
            at = index;
            while (at < query.length() && query.charAt(at) == ' ') {
                at++;
            }
        }

        private IllegalArgumentException wrong(String wanted) {
            return new IllegalArgumentException("expected " + wanted + " at " + at + " of " + query);
        }
    }
}
