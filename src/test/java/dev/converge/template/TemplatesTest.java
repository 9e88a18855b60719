package dev.converge.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.converge.problem.Problem;
import dev.converge.problem.Problems;
import dev.converge.problem.SourceSpot;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TemplatesTest {

    private static final SourceSpot SPOT = new SourceSpot("site.yml", 7, 15);

    private final Problems problems = new Problems();

    @TempDir
    private Path parent = Path.of("");

    private Path folder = Path.of("");

    private Templates templates = new Templates(folder);

    @BeforeEach
    void makeFolder() throws IOException {
        folder = Files.createDirectory(parent.resolve("templates"));
        templates = new Templates(folder);
    }

    private static Map<String, Object> variables() {
        Map<String, Object> variables = new LinkedHashMap<>();
        variables.put("port", 8554L);
        variables.put("ratio", 1.5);
        variables.put("on", true);
        variables.put("word", "Two Words");
        variables.put("blank", "");
        variables.put("list", List.of("b", "a", "c"));
        variables.put("map", new LinkedHashMap<>(Map.of("key", "value")));
        return variables;
    }

    @Test
    void aTextWithoutExpressionsComesBackAsItIs() {
        String text = "100% {not} an expression } #";

        Optional<String> result = templates.evaluate(text, variables(), SPOT, problems);

        assertThat(result.orElseThrow()).isSameAs(text);
    }

    record Rendered(String template, String text) {}

    static List<Rendered> rendered() {
        return List.of(
                new Rendered("{{ port }} {{ ratio }} {{ on }} {{ word }}", "8554 1.5 true Two Words"),
                new Rendered("A={{ port }}\nB={{ port }}\n", "A=8554\nB=8554\n"),
                new Rendered("{% if on %}\nA\n{% endif %}\nB\n", "A\nB\n"),
                new Rendered("{% if on %}\r\nA\r\n{% endif %}\r\nB", "A\r\nB"),
                new Rendered("A\n{# note #}\nB\n", "A\nB\n"),
                new Rendered("A\n{# {% if x %}\n #}\nB\n", "A\nB\n"),
                new Rendered("A\n  {%- if on -%}\n  \n  B\n{% endif %}\n", "AB\n"),
                new Rendered("{% verbatim %}\n{% if %}\n{{ x }}\n{% endverbatim %}\nB\n", "{% if %}\n{{ x }}\nB\n"),
                new Rendered(
                        "{% for x in list %}\n{{ loop.index }}/{{ loop.length }} {{ x }}\n{% endfor %}\n",
                        "1/3 b\n2/3 a\n3/3 c\n"),
                new Rendered(
                        "{% for x in list %}{{ loop.index0 }}{{ loop.revindex }}{% if loop.last %}.{% endif %}{% endfor %}",
                        "031221."),
                new Rendered("{% for e in map %}{{ e.key }}={{ e.value }}{% endfor %}", "key=value"),
                new Rendered("{{ map.key }} {{ map['key'] }} {{ list[0] }} {{ list[-1] }}", "value value b c"),
                new Rendered(
                        "{{ nope | default('d') }} {{ map.nope | default(5) }} [{{ blank | default('d') }}] {{ blank | default('d', true) }} {{ nope | d }}",
                        "d 5 [] d "),
                new Rendered("{{ locale | default('C') }}", "C"),
                new Rendered("{% if nope is defined %}yes{% else %}no{% endif %}", "no"),
                new Rendered(
                        "{{ word | lower }} {{ word | upper }} {{ word | capitalize }} {{ ' x ' | trim }}",
                        "two words TWO WORDS Two words x"),
                new Rendered("{{ word | replace('Two ', '') }} {{ word | length }} {{ list | count }}", "Words 9 3"),
                new Rendered(
                        "{{ list | join(', ') }} {{ list | sort | join }} {{ list | first }}{{ list | last }}",
                        "b, a, c abc bc"),
                new Rendered(
                        "{{ '42' | int + 1 }} {{ 'x' | int }} {{ 'x' | int(7) }} {{ '5.9' | int }} {{ on | int }}",
                        "43 0 7 5 1"),
                new Rendered(
                        "{{ word | quote }} {{ port | quote }} {{ \"it's\" | quote }} {{ blank | quote }}",
                        "'Two Words' 8554 'it'\"'\"'s' ''"),
                new Rendered(
                        "{{ map | to_json }} {{ list | to_json }} {{ on | to_json }} {{ 'a\"\u00e9' | to_json }}",
                        "{\"key\": \"value\"} [\"b\", \"a\", \"c\"] true \"a\\\"\\u00e9\""),
                new Rendered(
                        "{{ '/a/b/c.service' | basename }} {{ '/a/b/c' | dirname }} {{ '/a' | dirname }}",
                        "c.service /a/b /"),
                new Rendered("{{ 'a,b' | split(',') | join('+') }} {{ ' a  b ' | split | join('+') }}", "a+b a+b"),
                new Rendered(
                        "{{ 'yes' | bool }} {{ 'off' | bool }} {{ 'ab' | b64encode }} {{ ['a', 'a'] | unique | length }}",
                        "true false YWI= 1"),
                new Rendered(
                        "{% for i in range(3) %}{{ i }}{% endfor %} {% for i in range(6, 0, -2) %}{{ i }}{% endfor %}",
                        "012 642"),
                new Rendered(
                        "{{ on ? 'a' : 'b' }} {{ port + 1 }} {{ port > 8000 and on }} {{ 'a' ~ port }}",
                        "a 8555 true a8554"),
                new Rendered("{% set x = port %}{{ x }} {{ max(1, 2) }}", "8554 2"),
                new Rendered("{% macro m(a) %}<{{ a }}>{% endmacro %}{{ m('x') }}", "<x>"),
                new Rendered("{{ '<&>' }}", "<&>"));
    }

    @ParameterizedTest
    @MethodSource("rendered")
    void expressionsBecomeText(Rendered given) {
        Optional<String> text = templates.evaluate(given.template(), variables(), SPOT, problems);

        assertThat(problems.sorted()).isEmpty();
        assertThat(text).contains(given.text());
    }

    record Refused(String template, String message, String remedy) {}

    static List<Refused> refused() {
        return List.of(
                new Refused("{{ prot }}", "'prot' is not defined", "did you mean 'port'?"),
                new Refused(
                        "{{ colour }}",
                        "'colour' is not defined",
                        "define it in the play's vars or the inventory, or write: colour | default(…)"),
                new Refused(
                        "{{ template }}",
                        "'template' is not defined",
                        "define it in the play's vars or the inventory, or write: template | default(…)"),
                new Refused("{{ map.kye }}", "'kye' is not defined here", "did you mean 'key'?"),
                new Refused("{{ map.colour }}", "'colour' is not defined here", "it has key"),
                new Refused("{{ list[3] }}", "'3' is not defined here", "the list has 3 items, counted from 0"),
                new Refused(
                        "{{ word.length }}",
                        "'length' is not defined here",
                        "what stands before the dot is one value; use a filter: value | length"),
                new Refused(
                        "{{ port.MAX_VALUE }}",
                        "'MAX_VALUE' is not defined here",
                        "what stands before the dot is one value; use a filter: value | MAX_VALUE"),
                new Refused(
                        "{{ word.getClass() }}",
                        "'getClass()' cannot be called",
                        "what stands before the dot is one value; use a filter: value | getClass"),
                new Refused("{{ list.clear() }}", "'clear()' cannot be called", "the list has 3 items, counted from 0"),
                new Refused(
                        "{{ map.items() }}",
                        "'items()' cannot be called",
                        "loop over the mapping itself: {% for entry in it %}{{ entry.key }}{{ entry.value }}{% endfor %}"),
                new Refused("{{ word | lowr }}", "there is no filter 'lowr'", "did you mean 'lower'?"),
                new Refused(
                        "{{ word | sha256 }}",
                        "there is no filter 'sha256'",
                        "filters: b64encode, basename, bool, capitalize, count, d, default, dirname, first, int, join, last, length, lower, quote, replace, sort, split, to_json, trim, unique, upper"),
                new Refused("{{ word | replace('a') }}", "the filter 'replace': its argument 'new' is missing", ""),
                new Refused("{{ port | join(',') }}", "the filter 'join': '8554' is no list", ""),
                new Refused(
                        "{{ [1, 'a'] | sort }}", "the filter 'sort': only strings, or only numbers, can be sorted", ""),
                new Refused("{{ rang(3) }}", "there is no function or macro 'rang'", "did you mean 'range'?"),
                new Refused(
                        "{{ i18n('a', 'b') }}",
                        "there is no function or macro 'i18n'",
                        "functions: max, min, range; a macro must be imported first"),
                new Refused("{{ range(0, 1000000000) }}", "range(): more than 10000 numbers", ""),
                new Refused("{{ range(0, 5, 0) }}", "range(): the step is 0", ""),
                new Refused(
                        "{{ port is prime }}",
                        "there is no test 'prime'",
                        "tests: defined, empty, even, iterable, map, null, odd"),
                new Refused("{{ port", "a '{{' or '{%' that is never closed", "close it with }} or %}"),
                new Refused("{% if on %}x", "the template ends without 'endif'", "add {% endif %}"),
                new Refused("{% endif %}", "the tag 'endif' has no place here", "it closes nothing that is open here"),
                new Refused(
                        "{% fro x in list %}{% endfor %}", "the tag 'fro' has no place here", "did you mean 'for'?"),
                new Refused("{% if on %}{% elif on %}{% endif %}", "there is no tag 'elif'", "write elseif"),
                new Refused(
                        "{% raw %}x{% endraw %}",
                        "there is no tag 'raw'", "write {% verbatim %} and {% endverbatim %}"),
                new Refused("{% cache 'x' %}{% endcache %}", "the tag 'cache' has no place here", ""),
                new Refused("{{ 'a' in list }}", "'in' is no operator here", "write: list contains item"),
                new Refused(
                        "{{ 'a' if on else 'b' }}",
                        "'if' has no place inside an expression",
                        "write: condition ? value : other"),
                new Refused(
                        "{% for x in port %}{% endfor %}",
                        "'for' needs a list or a mapping", "make the variable a list in the inventory or the playbook"),
                new Refused("{{ 1 / 0 }}", "could not perform division", ""),
                new Refused("{% include 'nope' %}", "there is no file 'nope' in TEMPLATES", ""),
                new Refused(
                        "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
                        "the template goes round in circles",
                        "look for an include or a macro that comes back to itself"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void whatCannotBeEvaluatedIsAProblemAtThePlaybooksSpot(Refused given) {
        Optional<String> text = templates.evaluate(given.template(), variables(), SPOT, problems);

        assertThat(text).isEmpty();
        assertThat(problems.sorted())
                .containsExactly(
                        new Problem(SPOT, given.message().replace("TEMPLATES", folder.toString()), given.remedy()));
    }

    @Test
    void aProblemInATemplateIsToldAtTheTemplatesOwnLine() throws IOException {
        write("a.service", "[Unit]\n{% if on %}\nX\n{% endif %}\nDescription={{ descripton }}\n");

        Optional<String> text = templates.render("a.service", Map.of("on", true, "description", "d"), SPOT, problems);

        assertThat(text).isEmpty();
        assertThat(problems.sorted())
                .containsExactly(new Problem(
                        new SourceSpot(folder + "/a.service", 5, 0),
                        "'descripton' is not defined",
                        "did you mean 'description'?"));
    }

    @Test
    void aProblemInAnIncludedTemplateIsToldThere() throws IOException {
        write("a.service", "{% include 'part/limits' %}");
        write("part/limits", "\n\n{{ nope }}");

        templates.render("a.service", variables(), SPOT, problems);

        assertThat(problems.sorted())
                .extracting(Problem::spot)
                .containsExactly(new SourceSpot(folder + "/part/limits", 3, 0));
    }

    @Test
    void aMissingIncludeIsToldAtItsLineWithTheNearestFile() throws IOException {
        write("a.service", "[Unit]\n\n{% include 'limit.conf' %}\n");
        write("limits.conf", "x");

        templates.render("a.service", variables(), SPOT, problems);

        assertThat(problems.sorted())
                .containsExactly(new Problem(
                        new SourceSpot(folder + "/a.service", 3, 0),
                        "there is no file 'limit.conf' in " + folder,
                        "did you mean 'limits.conf'?"));
    }

    @Test
    void templatesMayIncludeAndImportOthersOfTheFolder() throws IOException {
        write("sub/a.service", "{% import 'macros' %}{% include 'b' %}{{ line('x') }}");
        write("b", "port {{ port }}\n");
        write("macros", "{% macro line(a) %}[{{ a }}]{% endmacro %}");

        Optional<String> text = templates.render("sub/a.service", variables(), SPOT, problems);

        assertThat(problems.sorted()).isEmpty();
        assertThat(text).contains("port 8554\n[x]");
    }

    @Test
    void aTemplateThatIncludesItselfIsAProblem() throws IOException {
        write("a", "x{% include 'a' %}");

        templates.render("a", variables(), SPOT, problems);

        assertThat(problems.sorted())
                .extracting(Problem::message)
                .containsExactly("the template goes round in circles");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../secret", "/etc/hostname", "sub/../../secret", "link", "", "linked/secret"})
    void nothingOutsideTheFolderIsRead(String name) throws IOException {
        Files.writeString(parent.resolve("secret"), "secret");
        Files.createSymbolicLink(folder.resolve("link"), parent.resolve("secret"));
        Files.createSymbolicLink(folder.resolve("linked"), parent);

        Optional<String> text = templates.render(name, variables(), SPOT, problems);
        Optional<byte[]> bytes = templates.read(name, SPOT, problems);
        Optional<String> included = templates.evaluate("{% include '" + name + "' %}", variables(), SPOT, problems);

        assertThat(text).isEmpty();
        assertThat(bytes).isEmpty();
        assertThat(included).isEmpty();
        assertThat(problems.sorted())
                .containsExactly(new Problem(
                        SPOT,
                        "'" + name + "' is not inside " + folder,
                        "put the file into " + folder + " and name it relative to that folder"));
    }

    @Test
    void aLinkInsideTheFolderIsFollowed() throws IOException {
        write("real", "text");
        Files.createSymbolicLink(folder.resolve("alias"), Path.of("real"));

        Optional<String> text = templates.render("alias", variables(), SPOT, problems);

        assertThat(text).contains("text");
    }

    @Test
    void aMissingTemplateIsToldWhereThePlaybookNamesItWithTheNearestFile() throws IOException {
        write("avatar-tank.service", "x");

        templates.render("avatar-tnak.service", variables(), SPOT, problems);

        assertThat(problems.sorted())
                .containsExactly(new Problem(
                        SPOT,
                        "there is no file 'avatar-tnak.service' in " + folder,
                        "did you mean 'avatar-tank.service'?"));
    }

    @Test
    void aMissingFolderIsToldToo() {
        Templates nowhere = new Templates(parent.resolve("nowhere"));

        nowhere.render("a", variables(), SPOT, problems);

        assertThat(problems.sorted())
                .extracting(Problem::remedy)
                .containsExactly(
                        "create the folder " + parent.resolve("nowhere") + ", or name another with --templates");
    }

    @Test
    void aFolderOrBytesThatAreNoTextAreNoTemplate() throws IOException {
        write("sub/x", "x");
        Files.write(folder.resolve("binary"), new byte[] {(byte) 0xff, 0});

        templates.render("sub", variables(), SPOT, problems);
        templates.render("binary", variables(), SPOT, problems);
        Optional<byte[]> bytes = templates.read("binary", SPOT, problems);

        assertThat(bytes.orElseThrow()).containsExactly(0xff, 0);
        assertThat(problems.sorted())
                .extracting(Problem::message)
                .containsExactly(
                        "'" + folder.resolve("sub") + "' is no regular file",
                        "the template 'binary' is not UTF-8 text");
    }

    @Test
    void aPlainTemplateIsByteForByteTheFile() throws IOException {
        write("plain", "[Unit]\r\n# { } %\n\n");

        Optional<String> text = templates.render("plain", variables(), SPOT, problems);

        assertThat(text.orElseThrow().getBytes(StandardCharsets.UTF_8))
                .isEqualTo(Files.readAllBytes(folder.resolve("plain")));
    }

    @Test
    @Timeout(30)
    void aRenderingThatNeverEndsIsGivenUp() {
        String loops = "{% for i in range(9999) %}{% for j in range(9999) %}{% endfor %}{% endfor %}";

        Optional<String> text = templates.evaluate(loops, variables(), SPOT, problems);

        assertThat(text).isEmpty();
        assertThat(problems.sorted())
                .extracting(Problem::message)
                .containsExactly("rendering takes longer than 5 seconds");
    }

    @Test
    void aTextThatGrowsWithoutEndIsGivenUp() {
        String loops = "{% for i in range(9999) %}{% for j in range(999) %}xxxxxxxxxx{% endfor %}{% endfor %}";

        Optional<String> text = templates.evaluate(loops, variables(), SPOT, problems);

        assertThat(text).isEmpty();
        assertThat(problems.sorted()).extracting(Problem::message).containsExactly("the text grows beyond 4 MB");
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.resolveSibling(""));
        Files.writeString(file, text);
    }
}
