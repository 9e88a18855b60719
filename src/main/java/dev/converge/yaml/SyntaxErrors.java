package dev.converge.yaml;

import dev.converge.problem.Problem;
import dev.converge.problem.SourceSpot;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/** SnakeYAML's syntax errors in one line that tells the operator what to look for. */
final class SyntaxErrors {

    static final String NOT_TEXT = "'{{ }}' without quotes is not text for YAML";

    static final String QUOTE_IT = "quote it: name: \"{{ x }}\"";

    /** An expression or a Pebble tag that begins a value and has no quotes before it. */
    private static final Pattern UNQUOTED_EXPRESSION = Pattern.compile("(?:^|[:,\\[{-])\\s*(\\{\\{|\\{%|\\{#)");

    /** Part of SnakeYAML's message, and what it means. The first that fits is taken. */
    private record Meaning(String part, boolean atContext, String message, String remedy) {}

    private static final List<Meaning> MEANINGS = List.of(
            new Meaning(
                    "for indentation)", false, "this character cannot begin a value", "put quotes around the value"),
            new Meaning(
                    "mapping values are not allowed here",
                    false,
                    "a ':' that YAML does not expect here",
                    "indent the line like its neighbours; put quotes around a value that holds ': '"),
            new Meaning(
                    "sequence entries are not allowed here",
                    false,
                    "a list item ('- ') that YAML does not expect here",
                    "begin the list on the line below its key"),
            new Meaning(
                    "mapping keys are not allowed here",
                    false,
                    "a '?' that YAML does not expect here",
                    "put quotes around it"),
            new Meaning(
                    "could not find expected ':'",
                    true,
                    "a line without ': ' where a 'key: value' is expected",
                    "write ': ' after the key, or indent the line below its key"),
            new Meaning(
                    "quoted scalar found unexpected",
                    true,
                    "a quote that is never closed",
                    "close it, or double it where it belongs to the text"),
            new Meaning(
                    "found unknown escape character",
                    false,
                    "an escape that YAML does not know",
                    "write \\\\ for one backslash, or use single quotes"),
            new Meaning(
                    "expected escape sequence",
                    false,
                    "an escape with too few hexadecimal digits",
                    "\\x takes 2 digits, \\u takes 4, \\U takes 8"),
            new Meaning(
                    "while scanning a block scalar",
                    false,
                    "text after '|' or '>' that does not belong there",
                    "begin the text on the next line, indented"),
            new Meaning("flow sequence expected", true, "a '[' without its ']', or a ',' is missing", "close the list"),
            new Meaning(
                    "flow mapping expected", true, "a '{' without its '}', or a ',' is missing", "close the mapping"),
            new Meaning(
                    "collection expected <block end>",
                    false,
                    "the list does not go on here as it began",
                    "indent every '- ' of a list alike"),
            new Meaning(
                    "mapping expected <block end>",
                    false,
                    "the mapping does not go on here as it began",
                    "indent its keys alike; put quotes around a value that has text after its closing quote"),
            new Meaning(
                    "expected '<document start>'",
                    false,
                    "text after the end of the document",
                    "indent it like what stands above; a file holds one list or one mapping"),
            new Meaning("expected the node content", false, "a value is missing here", "write it, or remove the sign"),
            new Meaning("scanning an a", true, "'&' and '*' begin an anchor or alias", "put quotes around the value"),
            new Meaning("scanning a tag", false, "'!' begins a tag", "put quotes around the value"),
            new Meaning("tag handle", false, "'!' begins a tag", "put quotes around the value"),
            new Meaning("irective", false, "'%' begins a directive, which is not supported", "remove the line"),
            new Meaning(
                    "incompatible YAML document", false, "a version of YAML that is not supported", "remove the line"),
            new Meaning(
                    "found unexpected document separator",
                    true,
                    "a '---' inside a value",
                    "close the quote before it"));

    private SyntaxErrors() {}

    static Problem explain(SourceText source, MarkedYAMLException error) {
        List<String> lines = source.lines();
        SourceSpot at = spot(source, error.getProblemMark(), error.getContextMark());
        SourceSpot context = spot(source, error.getContextMark(), error.getProblemMark());
        Optional<SourceSpot> expression = expression(lines, at).or(() -> expression(lines, context));
        if (expression.isPresent()) {
            return new Problem(expression.get(), NOT_TEXT, QUOTE_IT);
        }
        if (isTab(lines, at)) {
            return new Problem(at, "a tab where YAML wants blanks", "replace the tab with blanks");
        }
        String whole = error.getContext() + " " + error.getProblem();
        return MEANINGS.stream()
                .filter(meaning -> whole.contains(meaning.part()))
                .findFirst()
                .map(meaning -> new Problem(meaning.atContext() ? context : at, meaning.message(), meaning.remedy()))
                .orElseGet(() -> Problem.at(at, "this is not YAML"));
    }

    private static SourceSpot spot(SourceText source, @Nullable Mark mark, @Nullable Mark other) {
        if (mark != null) {
            return source.spot(mark);
        }
        return other != null ? source.spot(other) : source.whole();
    }

    private static Optional<SourceSpot> expression(List<String> lines, SourceSpot near) {
        if (near.line() < 1 || near.line() > lines.size()) {
            return Optional.empty();
        }
        Matcher matcher = UNQUOTED_EXPRESSION.matcher(lines.get(near.line() - 1));
        return matcher.find()
                ? Optional.of(new SourceSpot(near.file(), near.line(), matcher.start(1) + 1))
                : Optional.empty();
    }

    private static boolean isTab(List<String> lines, SourceSpot at) {
        if (at.line() < 1 || at.line() > lines.size()) {
            return false;
        }
        String line = lines.get(at.line() - 1);
        return at.column() <= line.length() && line.charAt(at.column() - 1) == '\t';
    }
}
