package dev.converge.remedy;

import dev.converge.check.NeededLimit;
import dev.converge.desired.DesiredUnit;
import dev.converge.unit.Content;
import dev.converge.unit.Directive;
import dev.converge.unit.Directive.Accumulation;
import dev.converge.unit.Directive.Topic;
import dev.converge.unit.Directives;
import dev.converge.unit.FileMode;
import dev.converge.unit.FileState;
import dev.converge.unit.Grammar.Verdict;
import dev.converge.unit.HostPath;
import dev.converge.unit.ManagerDefaults;
import dev.converge.unit.MergedUnit;
import dev.converge.unit.MergedUnit.Setting;
import dev.converge.unit.Owner;
import dev.converge.unit.Standing;
import dev.converge.unit.StartLimit;
import dev.converge.unit.StartLimitRemedy;
import dev.converge.unit.UnitName;
import dev.converge.unit.UnitTree;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The directives that put right what a unit says: values that systemd cannot read as they were meant, a window of the start limit from where
 * it is ignored, and what the start limit then still needs. They come last, so they count.
 */
final class Corrections {

    private static final HostPath ETC = new HostPath("/etc/systemd/system");
    private static final String WINDOW = "StartLimitIntervalSec";

    /** Each round can only widen a limit; one is enough but for limits that are off in two ways. */
    private static final int ROUNDS = 3;

    private final UnitName unit;
    private final UnitTree tree;
    private final SortedMap<Directive, String> values = new TreeMap<>(Comparator.comparing(Directive::name));

    private Corrections(UnitName unit, UnitTree tree) {
        this.unit = unit;
        this.tree = tree;
    }

    /** By the key that they belong under; none when nothing about the unit is wrong that a directive could mend. */
    static SortedMap<Topic, SortedMap<String, String>> of(UnitName unit, UnitTree tree) {
        Corrections corrections = new Corrections(unit, tree);
        tree.merged(unit).ifPresent(corrections::find);
        SortedMap<Topic, SortedMap<String, String>> byTopic = new TreeMap<>();
        corrections.values.forEach(
                (directive, value) -> byTopic.computeIfAbsent(directive.topic(), topic -> new TreeMap<>())
                        .put(directive.name(), value));
        return byTopic;
    }

    private void find(MergedUnit merged) {
        merged.standings().forEach((setting, standing) -> {
            if (standing instanceof Standing.Refused refused && !isSetLater(setting, merged)) {
                correct(setting, refused.why().suggestion());
            }
        });
        moveWindow(merged);
        ManagerDefaults defaults = tree.managerDefaults();
        for (int round = 0; round < ROUNDS; round++) {
            corrected().flatMap(unit -> NeededLimit.of(unit, defaults)).ifPresent(this::limit);
        }
    }

    private static boolean isSetLater(Setting setting, MergedUnit merged) {
        List<Setting> order = new ArrayList<>(merged.assignments());
        return merged.values(setting.section(), setting.name()).stream()
                .anyMatch(other -> order.indexOf(other) > order.indexOf(setting));
    }

    /** Lists are left alone: a corrected item would come on top of those that are there. What looks like an expression is no value. */
    private void correct(Setting setting, String suggestion) {
        if (!suggestion.isEmpty() && suggestion.indexOf('{') < 0) {
            Directives.find(unit.type(), setting.name())
                    .filter(directive -> directive.section().equals(setting.section()))
                    .filter(directive -> directive.replacedBy().isEmpty())
                    .filter(directive -> directive.accumulation() == Accumulation.LAST_WINS_EMPTY_RESETS
                            || directive.accumulation() == Accumulation.LAST_WINS_EMPTY_IS_AN_ERROR)
                    .filter(directive -> accepts(directive, suggestion))
                    .ifPresent(directive -> values.put(directive, suggestion));
        }
    }

    private static boolean accepts(Directive directive, String value) {
        return directive.grammar().judge(value) instanceof Verdict.Accepted;
    }

    private void moveWindow(MergedUnit merged) {
        if (merged.value("Unit", WINDOW).isPresent()) {
            return;
        }
        Optional<Setting> misplaced = merged.assignments().stream()
                .filter(setting ->
                        setting.section().equals("Service") && setting.name().equals(WINDOW))
                .reduce((first, last) -> last);
        misplaced.ifPresent(setting -> Directives.find(unit.type(), WINDOW)
                .filter(directive -> accepts(directive, setting.value()))
                .ifPresent(directive -> values.put(directive, setting.value())));
    }

    private void limit(StartLimit limit) {
        StartLimitRemedy.settings(limit)
                .forEach((name, value) ->
                        Directives.find(unit.type(), name).ifPresent(directive -> values.put(directive, value)));
    }

    /** The unit as it would be with a drop-in that comes last. */
    private Optional<MergedUnit> corrected() {
        StringBuilder text = new StringBuilder();
        values.forEach((directive, value) ->
                text.append("[%s]\n%s=%s\n".formatted(directive.section(), directive.name(), value)));
        HostPath dropIn = ETC.resolve(unit + ".d").resolve(DesiredUnit.SETTINGS_DROP_IN);
        FileState file = new FileState.Regular(Content.of(text.toString()), FileMode.UNIT_FILE, Owner.ROOT);
        return tree.with(Map.of(dropIn, file)).merged(unit);
    }
}
