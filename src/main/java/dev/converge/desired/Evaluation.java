package dev.converge.desired;

import dev.converge.playbook.ContentSource;
import dev.converge.playbook.Text;
import dev.converge.playbook.UnitDeclaration.SettingDeclaration;
import dev.converge.problem.Problems;
import dev.converge.problem.SourceSpot;
import dev.converge.template.Templates;
import dev.converge.unit.Content;
import dev.converge.unit.ManagerDefaults;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;

/** Texts and contents of one play as they are on one host. */
final class Evaluation {

    private final Templates templates;
    private final String folder;
    private final Map<String, Object> variables;
    private final ManagerDefaults defaults;
    private final Problems problems;

    /** @param folder of the templates, for messages */
    Evaluation(Templates templates, String folder, Map<String, Object> variables, Problems problems) {
        this(templates, folder, variables, ManagerDefaults.BUILT_IN, problems);
    }

    private Evaluation(
            Templates templates,
            String folder,
            Map<String, Object> variables,
            ManagerDefaults defaults,
            Problems problems) {
        this.templates = templates;
        this.folder = folder;
        this.variables = variables;
        this.defaults = defaults;
        this.problems = problems;
    }

    /** The same where the plays of the host set these defaults. */
    Evaluation under(ManagerDefaults defaults) {
        return new Evaluation(templates, folder, variables, defaults, problems);
    }

    /** What units get that do not say it themselves. */
    ManagerDefaults defaults() {
        return defaults;
    }

    Problems problems() {
        return problems;
    }

    Optional<String> text(Text text) {
        return templates.evaluate(text.raw(), variables, text.spot(), problems);
    }

    /** The values of a setting that are accepted, without blanks around them. */
    List<String> values(SettingDeclaration setting, BiPredicate<String, SourceSpot> accepts) {
        List<String> values = new ArrayList<>();
        for (Text written : setting.values()) {
            text(written)
                    .map(String::strip)
                    .filter(value -> accepts.test(value, written.spot()))
                    .ifPresent(values::add);
        }
        return values;
    }

    /** A unit file or drop-in, with the place each of its lines was written at. */
    Optional<Authored> authored(ContentSource source) {
        return switch (source) {
            case ContentSource.Template template -> text(template.name()).flatMap(name -> rendered(name, template));
            case ContentSource.Inline inline ->
                text(inline.text()).map(text -> new Authored(Content.of(text), LineOrigin.inline(inline.text(), text)));
            case ContentSource.Copy copy ->
                text(copy.name())
                        .flatMap(name -> bytes(name, copy.name().spot())
                                .map(content -> new Authored(content, LineOrigin.copied(folder + "/" + name))));
        };
    }

    private Optional<Authored> rendered(String name, ContentSource.Template template) {
        SourceSpot usedAt = template.name().spot();
        return templates
                .render(name, variables, usedAt, problems)
                .flatMap(text -> templates
                        .read(name, usedAt, problems)
                        .map(source -> new Authored(
                                Content.of(text),
                                LineOrigin.rendered(
                                        folder + "/" + name, new String(source, StandardCharsets.UTF_8), text))));
    }

    /** A file that converge does not look into. */
    Optional<Content> content(ContentSource source) {
        return authored(source).map(Authored::content);
    }

    private Optional<Content> bytes(String name, SourceSpot usedAt) {
        return templates.read(name, usedAt, problems).map(Content::of);
    }
}
