package dev.converge.diff;

import dev.converge.desired.DesiredHost;
import dev.converge.desired.DesiredPlay;
import dev.converge.desired.ManagerSetting;
import dev.converge.observed.ObservedHost;
import dev.converge.unit.Content;
import dev.converge.unit.Grammar;
import dev.converge.unit.HostPath;
import dev.converge.unit.ManagerDirective;
import dev.converge.unit.ManagerDirective.Moment;
import dev.converge.unit.ManagerDirectives;
import dev.converge.unit.UnitFile;
import dev.converge.unit.UnitTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** The settings of systemd itself that plays declare, one block a play. */
final class ManagerFile {

    static final HostPath PATH = new HostPath("/etc/systemd/system.conf.d/50-converge.conf");

    private static final SharedFile FILE =
            new SharedFile(PATH, (now, wanted) -> values(now).equals(values(wanted)));

    private static final Reason NONE_LEFT = new Reason("no play has a setting of systemd any more");

    /** The names of the settings that change, by what the change takes. */
    private final SortedMap<Moment, List<String>> changed;

    private ManagerFile(SortedMap<Moment, List<String>> changed) {
        this.changed = changed;
    }

    /** Puts the file as the plays of this run want it. */
    static ManagerFile add(DesiredHost desired, ObservedHost observed, TreeEdit edit) {
        PlayBlocks now = FILE.now(observed.tree());
        PlayBlocks after = SharedFile.after(desired, now, ManagerFile::lines);
        Content then = Content.of(after.text());
        SortedMap<Moment, List<String>> changed = changed(Content.of(now.text()), then);
        if (changed.containsKey(Moment.REEXEC)
                && takesRights(observed.tree().with(Map.of(PATH, FILE.state(then, observed.writer()))))) {
            changed.computeIfAbsent(Moment.BOOT, first -> new ArrayList<>()).addAll(changed.remove(Moment.REEXEC));
        }
        ManagerFile file = new ManagerFile(changed);
        FILE.put(after, desired, observed.writer(), file.reason(), NONE_LEFT, edit);
        return file;
    }

    /**
     * Whether systemd, executed anew, could lose rights that it has now: that ended PID 1 in containers, and with NoNewPrivileges= there is no
     * sudo any more to undo it with. What needs it waits for the boot too.
     */
    private static boolean takesRights(UnitTree after) {
        return after.managerSettings().stream()
                .flatMap(name -> ManagerDirectives.find(name).stream())
                .anyMatch(directive -> directive.inForce() == Moment.BOOT);
    }

    /** The settings whose change PID 1 heeds only when it is executed anew. */
    List<String> needingReexec() {
        return changed.getOrDefault(Moment.REEXEC, List.of());
    }

    private Reason reason() {
        List<String> later = changed.getOrDefault(Moment.BOOT, List.of());
        String what = "declared settings of systemd";
        return new Reason(
                later.isEmpty() ? what : what + "; the next boot is the first to heed " + String.join(", ", later));
    }

    private static List<String> lines(DesiredPlay play) {
        List<String> lines = new ArrayList<>();
        for (ManagerSetting setting : play.manager()) {
            setting.values().forEach(value -> lines.add(setting.directive().name() + "=" + value));
        }
        if (!lines.isEmpty()) {
            lines.addFirst("[Manager]");
        }
        return lines;
    }

    private static SortedMap<Moment, List<String>> changed(Content now, Content then) {
        SortedMap<String, List<String>> before = values(now);
        SortedMap<String, List<String>> after = values(then);
        TreeSet<String> names = new TreeSet<>(before.keySet());
        names.addAll(after.keySet());
        names.removeIf(name -> before.getOrDefault(name, List.of()).equals(after.getOrDefault(name, List.of())));
        SortedMap<Moment, List<String>> changed = new TreeMap<>();
        for (String name : names) {
            ManagerDirectives.find(name)
                    .map(directive -> after.containsKey(name) ? directive.inForce() : directive.outOfForce())
                    .ifPresent(moment -> changed.computeIfAbsent(moment, first -> new ArrayList<>())
                            .add(name));
        }
        return changed;
    }

    /** What the file says, apart from how: canonical values by name. */
    private static SortedMap<String, List<String>> values(Content content) {
        SortedMap<String, List<String>> values = new TreeMap<>();
        UnitFile.parse(content).assignments().stream()
                .filter(assignment -> assignment.section().equals("Manager"))
                .forEach(assignment -> values.computeIfAbsent(assignment.name(), name -> new ArrayList<>())
                        .add(canonical(assignment)));
        return values;
    }

    private static String canonical(UnitFile.Assignment assignment) {
        return ManagerDirectives.find(assignment.name())
                .map(ManagerDirective::grammar)
                .map(grammar -> switch (grammar.judge(assignment.value())) {
                    case Grammar.Verdict.Accepted accepted -> accepted.canonical();
                    case Grammar.Verdict.Refused refused -> assignment.value();
                })
                .orElse(assignment.value());
    }
}
