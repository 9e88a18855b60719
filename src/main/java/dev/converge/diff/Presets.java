package dev.converge.diff;

import dev.converge.desired.DesiredHost;
import dev.converge.desired.DesiredPlay;
import dev.converge.desired.DesiredUnit;
import dev.converge.observed.ObservedHost;
import dev.converge.unit.HostPath;
import dev.converge.unit.PresetDecision;
import dev.converge.unit.PresetFile;
import dev.converge.unit.UnitName;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * The preset file, one block a play: a unit that is enabled or disabled stays so when presets are replayed, and a unit that was removed
 * does not come back (incident 1). Blocks of plays that are not in this run are left as they are.
 */
final class Presets {

    static final HostPath PATH = new HostPath("/etc/systemd/system-preset/00-converge.preset");

    private static final SharedFile FILE =
            new SharedFile(PATH, (now, wanted) -> PresetFile.parse(now).meansTheSameAs(PresetFile.parse(wanted)));

    private static final String REMOVED = "# Removed for good; these lines keep presets from bringing them back.";

    private static final Reason KEEPS = new Reason("keeps presets from undoing what is declared");
    private static final Reason NONE_LEFT = new Reason("no play has a preset any more");

    private Presets() {}

    static void add(DesiredHost desired, ObservedHost observed, List<RemovedUnit> removed, TreeEdit edit) {
        PlayBlocks now = FILE.now(observed.tree());
        PlayBlocks after = SharedFile.after(desired, now, play -> lines(play, now, removed, desired));
        FILE.put(after, desired, observed.writer(), KEEPS, NONE_LEFT, edit);
    }

    private static List<String> lines(
            DesiredPlay play, PlayBlocks now, List<RemovedUnit> removed, DesiredHost desired) {
        List<String> lines = declaredLines(play);
        NavigableSet<String> gone = goneLines(play, now, removed, desired);
        lines.forEach(gone::remove);
        if (!gone.isEmpty()) {
            lines.add(REMOVED);
            lines.addAll(gone);
        }
        return lines;
    }

    private static List<String> declaredLines(DesiredPlay play) {
        Set<String> lines = new LinkedHashSet<>();
        for (DesiredUnit unit : play.units()) {
            if (unit.isAbsent()) {
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
            DesiredPlay play, PlayBlocks now, List<RemovedUnit> removed, DesiredHost desired) {
        NavigableSet<String> lines = new TreeSet<>();
        now.linesOf(play.name()).stream()
                .dropWhile(line -> !line.equals(REMOVED))
                .filter(line -> !line.startsWith("#") && !line.startsWith(";"))
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
