package dev.converge.template;

import dev.converge.problem.Problem;
import dev.converge.problem.SourceSpot;
import dev.converge.problem.Spelling;
import io.pebbletemplates.pebble.error.PebbleException;
import io.pebbletemplates.pebble.error.RootAttributeNotFoundException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What went wrong while rendering, as a problem at the template's own line. Pebble knows lines but no columns.
 *
 * @param where what was rendered
 * @param variables what a misspelt name is compared with
 */
record TemplateErrors(Where where, Map<String, Object> variables) {

    /** What was rendered, and so where its lines are. */
    sealed interface Where {

        /** A file of the folder. */
        record File(TemplateFolder folder, String name) implements Where {}

        /** A string of the playbook: its problems are told at the playbook's own spot. */
        record Literal(TemplateFolder folder, String text, SourceSpot spot) implements Where {}
    }

    /** A part of one of Pebble's messages, and what to say instead; {@code $1} is the part in parentheses. */
    private record Meaning(Pattern pattern, String message, List<String> known, String remedy) {
        static Meaning of(String pattern, String message, List<String> known, String remedy) {
            return new Meaning(Pattern.compile(pattern), message, known, remedy);
        }
    }

    private static final List<String> TAGS = List.of(
            "block",
            "elseif",
            "else",
            "embed",
            "endblock",
            "endembed",
            "endfilter",
            "endfor",
            "endif",
            "endmacro",
            "extends",
            "filter",
            "for",
            "from",
            "if",
            "import",
            "include",
            "macro",
            "set",
            "verbatim");

    private static final List<Meaning> MEANINGS = List.of(
            Meaning.of(
                    "^Filter \\[(.*)] does not exist",
                    "there is no filter '$1'",
                    List.copyOf(TemplateFilters.all().keySet()),
                    "filters: " + String.join(", ", TemplateFilters.all().keySet())),
            Meaning.of(
                    "^Function or Macro \\[(.*)] does not exist",
                    "there is no function or macro '$1'",
                    List.of("range", "max", "min"),
                    "functions: max, min, range; a macro must be imported first"),
            Meaning.of(
                    "^Test \\[(.*)] does not exist",
                    "there is no test '$1'",
                    List.of("defined", "empty", "even", "iterable", "map", "null", "odd"),
                    "tests: defined, empty, even, iterable, map, null, odd"),
            Meaning.of("^Unexpected tag name \"elif\"", "there is no tag 'elif'", List.of(), "write elseif"),
            Meaning.of(
                    "^Unexpected tag name \"(?:end)?raw\"",
                    "there is no tag 'raw'",
                    List.of(),
                    "write {% verbatim %} and {% endverbatim %}"),
            Meaning.of(
                    "^Unexpected tag name \"(end[a-z]+|else|elseif)\"",
                    "the tag '$1' has no place here",
                    List.of(),
                    "it closes nothing that is open here"),
            Meaning.of("^Unexpected tag name \"(.*)\"", "the tag '$1' has no place here", TAGS, ""),
            Meaning.of(
                    "^Unexpected end of template.*\"(.*)\"",
                    "the template ends without '$1'",
                    List.of(),
                    "add {% $1 %}"),
            Meaning.of("type EOF", "a '{{' or '{%' that is never closed", List.of(), "close it with }} or %}"),
            Meaning.of(
                    "value \"in\" and type NAME", "'in' is no operator here", List.of(), "write: list contains item"),
            Meaning.of(
                    "value \"if\" and type NAME",
                    "'if' has no place inside an expression",
                    List.of(),
                    "write: condition ? value : other"),
            Meaning.of("^Unexpected token of value \"(.*?)\"", "'$1' is not expected here", List.of(), ""),
            Meaning.of(
                    "^Not an iterable object",
                    "'for' needs a list or a mapping",
                    List.of(),
                    "make the variable a list in the inventory or the playbook"),
            Meaning.of(
                    "^Tried to write more than",
                    "the text grows beyond 4 MB",
                    List.of(),
                    "look for a loop that repeats too often"));

    Problem explain(RuntimeException failure) {
        return switch (failure) {
            case RefusedFileException refused -> new Problem(whole(), refused.reason(), refused.remedy());
            case Deadline.PassedException passed ->
                new Problem(
                        whole(),
                        "rendering takes longer than " + Deadline.LIMIT.toSeconds() + " seconds",
                        "look for a loop that repeats too often");
            case PebbleException error -> explain(error);
            default -> new Problem(whole(), "this template cannot be rendered: " + firstLine(failure.getMessage()), "");
        };
    }

    /** For a template that includes itself, a macro that calls itself, or an expression with thousands of parentheses. */
    Problem endless() {
        return new Problem(
                whole(),
                "the template goes round in circles",
                "look for an include or a macro that comes back to itself");
    }

    Problem huge() {
        return new Problem(
                whole(), "the template needs too much memory", "look for a loop that makes a text longer and longer");
    }

    private Problem explain(PebbleException error) {
        SourceSpot spot = spot(error);
        return switch (error) {
            case MissingValueException missing -> new Problem(spot, error.getPebbleMessage(), missing.remedy());
            case RootAttributeNotFoundException undefined -> undefined(spot, undefined.getAttributeName());
            default ->
                error.getCause() instanceof RefusedFileException refused
                        ? new Problem(spot, refused.reason(), refused.remedy())
                        : translated(spot, firstLine(error.getPebbleMessage()));
        };
    }

    private Problem undefined(SourceSpot spot, String name) {
        String hint = Spelling.hint(name, variables.keySet());
        return new Problem(
                spot,
                "'" + name + "' is not defined",
                hint.isEmpty()
                        ? "define it in the play's vars or the inventory, or write: " + name + " | default(…)"
                        : hint);
    }

    private static Problem translated(SourceSpot spot, String message) {
        for (Meaning meaning : MEANINGS) {
            Matcher matcher = meaning.pattern().matcher(message);
            if (matcher.find()) {
                String part = matcher.groupCount() > 0 ? matcher.group(1) : "";
                String hint = meaning.known().isEmpty() ? "" : Spelling.hint(part, meaning.known());
                return new Problem(
                        spot,
                        meaning.message().replace("$1", part),
                        hint.isEmpty() ? meaning.remedy().replace("$1", part) : hint);
            }
        }
        return Problem.at(spot, message.substring(0, 1).toLowerCase(Locale.ROOT) + message.substring(1));
    }

    private SourceSpot spot(PebbleException error) {
        String file = error.getFileName();
        Integer line = error.getLineNumber();
        int known = line == null || line < 1 ? 0 : line;
        return switch (where) {
            case Where.Literal literal ->
                file == null || file.equals(BlockNewlines.dropIn(literal.text()))
                        ? literal.spot()
                        : new SourceSpot(literal.folder().display(file), known, 0);
            case Where.File rendered ->
                new SourceSpot(rendered.folder().display(file == null ? rendered.name() : file), known, 0);
        };
    }

    private SourceSpot whole() {
        return switch (where) {
            case Where.Literal literal -> literal.spot();
            case Where.File file -> SourceSpot.wholeFile(file.folder().display(file.name()));
        };
    }

    private static String firstLine(@Nullable String message) {
        return message == null || message.isBlank()
                ? "no reason given"
                : message.lines().findFirst().orElse("").replaceFirst("\\.$", "");
    }
}
