package dev.converge.diff;

import dev.converge.desired.DesiredHost;
import dev.converge.desired.DesiredPlay;
import dev.converge.desired.DesiredUnit;
import dev.converge.observed.ObservedHost;
import dev.converge.unit.Content;
import dev.converge.unit.FileMode;
import dev.converge.unit.FileState;
import dev.converge.unit.HostPath;
import dev.converge.unit.PresetDecision;
import dev.converge.unit.UnitName;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The preset file, one block a play: a unit that is enabled or disabled stays so when presets are replayed, and a unit that was removed
 * does not come back (incident 1). Blocks of plays that are not in this run are left as they are.
 */
final class Presets {

    static final HostPath PATH = new HostPath("/etc/systemd/system-preset/00-converge.preset");

    private Presets() {}

    static void add(DesiredHost desired, ObservedHost observed, List<RemovedUnit> removed, TreeEdit edit) {
        FileState now = observed.tree().at(PATH);
        PresetBlocks before = now instanceof FileState.Regular file
                ? PresetBlocks.parse(file.content().text().orElse(""))
                : PresetBlocks.NONE;
        PresetBlocks after = before;
        for (DesiredPlay play : desired.plays()) {
            List<String> declared = declaredLines(play);
            NavigableSet<String> gone = goneLines(play, before, removed, desired);
            declared.forEach(gone::remove);
            after = after.with(play.name(), declared, List.copyOf(gone));
        }
        Optional<DesiredPlay> owner = desired.plays().stream().findFirst();
        if (owner.isEmpty()) {
            return;
        }
        if (after.isEmpty()) {
            edit.remove(
                    PATH,
                    new Reason("no play has a preset any more"),
                    owner.get().name());
            return;
        }
        FileState wanted = new FileState.Regular(Content.of(after.text()), FileMode.UNIT_FILE, observed.writer());
        Reason reason = new Reason("keeps presets from undoing what is declared");
        edit.put(PATH, wanted, Presets::sameRules, reason, owner.get().name());
    }

    private static boolean sameRules(Content now, Content wanted) {
        return PresetBlocks.parse(now.text().orElse(""))
                .rules()
                .equals(PresetBlocks.parse(wanted.text().orElse("")).rules());
    }

    private static List<String> declaredLines(DesiredPlay play) {
        Set<String> lines = new LinkedHashSet<>();
        for (DesiredUnit unit : play.units()) {
            if (Removals.isAbsent(unit)) {
                lines.add(line(PresetDecision.Policy.DISABLE, unit.name().value()));
            } else {
                unit.enabled()
                        .map(enabled -> enabled ? PresetDecision.Policy.ENABLE : PresetDecision.Policy.DISABLE)
                        .ifPresent(policy -> lines.add(line(policy, unit.name().value())));
            }
        }
        play.presets()
                .forEach(preset ->
                        lines.add(line(preset.policy(), preset.pattern().pattern())));
        return new ArrayList<>(lines);
    }

    /** Lines of units that this run removes, and of units removed earlier that nobody has declared since. */
    private static NavigableSet<String> goneLines(
            DesiredPlay play, PresetBlocks before, List<RemovedUnit> removed, DesiredHost desired) {
        NavigableSet<String> lines = new TreeSet<>();
        before.removedBy(play.name()).stream()
                .filter(line -> UnitName.parse(line.substring(line.indexOf(' ') + 1))
                        .filter(unit -> !desired.declares(unit))
                        .isPresent())
                .forEach(lines::add);
        removed.stream()
                .filter(gone -> gone.play().equals(play.name()))
                .map(gone -> line(PresetDecision.Policy.DISABLE, gone.unit().value()))
                .forEach(lines::add);
        return lines;
    }

    private static String line(PresetDecision.Policy policy, String pattern) {
        return policy.name().toLowerCase(Locale.ROOT) + " " + pattern;
    }
}
