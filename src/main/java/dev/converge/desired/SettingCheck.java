package dev.converge.desired;

import dev.converge.playbook.UnitDeclaration.SettingDeclaration;
import dev.converge.problem.Problems;
import dev.converge.problem.SourceSpot;
import dev.converge.problem.Spelling;
import dev.converge.unit.Directive;
import dev.converge.unit.Directive.Topic;
import dev.converge.unit.Directives;
import dev.converge.unit.Grammar;
import dev.converge.unit.Grammar.Verdict;
import dev.converge.unit.UnitName;
import dev.converge.unit.UnitType;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Checks the directives of a playbook: whether the unit takes them, under this key, with this value. */
final class SettingCheck {

    private final List<UnitType> types;
    private final String takers;
    private final String otherSettings;
    private final Problems problems;

    /** @param otherSettings what to do about one that belongs under {@code settings} */
    private SettingCheck(List<UnitType> types, String takers, String otherSettings, Problems problems) {
        this.types = types;
        this.takers = takers;
        this.otherSettings = otherSettings;
        this.problems = problems;
    }

    static SettingCheck ofUnit(UnitName unit, Problems problems) {
        return new SettingCheck(
                List.of(unit.type()),
                "a " + unit.type().suffix() + ", and " + unit + " is one",
                "move it there",
                problems);
    }

    /** Of guards, which know a unit by its pattern only: what one of the types takes is right. */
    static SettingCheck ofGuards(Problems problems) {
        return new SettingCheck(
                GuardRule.TYPES,
                "a service, socket, mount, swap or slice, and no other unit has a guard",
                "a guard sets limits only: declare the unit",
                problems);
    }

    /** The directive meant; nothing, with a problem, when there is none for such a unit. */
    Optional<Directive> directive(Topic topic, SettingDeclaration setting) {
        Optional<Directive> known = find(setting);
        if (known.isEmpty()) {
            refuseUnknown(setting);
        } else if (known.get().topic() != topic) {
            problems.add(
                    setting.spot(),
                    setting.name() + " belongs under '" + keyOf(known.get().topic()) + "', not under '" + keyOf(topic)
                            + "'",
                    known.get().topic() == Topic.SETTINGS ? otherSettings : "move it there");
        }
        return known;
    }

    private Optional<Directive> find(SettingDeclaration setting) {
        return types.stream()
                .flatMap(type -> Directives.find(type, setting.name()).stream())
                .findFirst();
    }

    private void refuseUnknown(SettingDeclaration setting) {
        List<String> others = Arrays.stream(UnitType.values())
                .filter(type -> Directives.find(type, setting.name()).isPresent())
                .map(UnitType::suffix)
                .toList();
        if (others.isEmpty()) {
            problems.add(
                    setting.spot(),
                    "unknown directive '" + setting.name() + "'",
                    Spelling.hint(setting.name(), Directives.namesFor(types.getFirst())));
        } else {
            problems.add(
                    setting.spot(),
                    setting.name() + " is no directive of " + takers,
                    "only these take it: " + String.join(", ", others));
        }
    }

    /** Reports a list of values for a directive that holds one. */
    void oneValue(Directive directive, SettingDeclaration setting) {
        switch (directive.accumulation()) {
            case LAST_WINS_EMPTY_RESETS, LAST_WINS_EMPTY_IS_AN_ERROR -> oneValue(setting, problems);
            case APPENDS_EMPTY_RESETS, APPENDS_EMPTY_IS_IGNORED -> {
                // A list is what it takes.
            }
        }
    }

    static void oneValue(SettingDeclaration setting, Problems problems) {
        if (setting.values().size() > 1) {
            problems.add(
                    setting.spot(),
                    setting.name() + " holds one value, and here are "
                            + setting.values().size(),
                    "systemd would use the last and ignore the others: keep one");
        }
    }

    /** Whether systemd would take the value; else a problem is added. */
    boolean accepts(Directive directive, String value, SourceSpot spot) {
        if (value.chars().anyMatch(Character::isISOControl)) {
            problems.add(
                    spot,
                    "the value of " + directive.name() + " holds a control character, such as a line break or a tab",
                    "a value is one line; write several values as a list");
            return false;
        }
        if (endsInContinuation(value)) {
            problems.add(
                    spot,
                    "the value of " + directive.name() + " ends in a backslash",
                    "systemd would join it with the next line: remove the backslash, or write two");
            return false;
        }
        return value.isEmpty()
                ? acceptsEmpty(directive, spot)
                : fits(directive.name(), directive.grammar(), value, spot, problems);
    }

    private static boolean endsInContinuation(String value) {
        int backslashes = 0;
        while (backslashes < value.length() && value.charAt(value.length() - 1 - backslashes) == '\\') {
            backslashes++;
        }
        return backslashes % 2 == 1;
    }

    private boolean acceptsEmpty(Directive directive, SourceSpot spot) {
        return switch (directive.accumulation()) {
            case LAST_WINS_EMPTY_RESETS, APPENDS_EMPTY_RESETS -> true;
            case LAST_WINS_EMPTY_IS_AN_ERROR -> {
                problems.add(
                        spot,
                        directive.name() + " cannot be empty: systemd ignores the line and keeps the earlier value",
                        "write the value you want");
                yield false;
            }
            case APPENDS_EMPTY_IS_IGNORED -> {
                problems.add(
                        spot,
                        directive.name() + " cannot be reset in a drop-in: systemd ignores the empty value",
                        "declare the whole unit with 'template', 'content' or 'copy', without " + directive.name());
                yield false;
            }
        };
    }

    /** Whether a value has the form that its setting takes; else a problem is added. */
    static boolean fits(String name, Grammar grammar, String value, SourceSpot spot, Problems problems) {
        return switch (grammar.judge(value)) {
            case Verdict.Accepted accepted -> true;
            case Verdict.Refused refused -> {
                problems.add(
                        spot,
                        name + " is '" + value + "', expected " + refused.expected(),
                        refused.suggestion().isEmpty() ? "" : "did you mean '" + refused.suggestion() + "'?");
                yield false;
            }
        };
    }

    private static String keyOf(Topic topic) {
        return topic.name().toLowerCase(Locale.ROOT);
    }
}
