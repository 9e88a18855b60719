package dev.converge.report.sweep;

import dev.converge.finding.Finding;
import dev.converge.remedy.Fix;
import dev.converge.remedy.Remedy;
import dev.converge.report.Visible;
import dev.converge.unit.Directive.Topic;
import dev.converge.unit.UnitName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** One play of a {@link FixPlaybook}. */
final class FixPlay {

    private static final int WIDTH = 120;

    /** What is declared about one unit, and why. */
    private static final class Entry {
        private final List<Finding> findings = new ArrayList<>();
        private final SortedMap<Topic, SortedMap<String, String>> directives = new TreeMap<>();
        private boolean absent;
    }

    /** A preset or a unit of a guard, and why. */
    private record Listed(UnitName unit, Finding finding) {}

    private final List<String> hosts;
    private final SortedMap<UnitName, Entry> units = new TreeMap<>();
    private final SortedMap<UnitName, List<Finding>> presets = new TreeMap<>();
    private final Map<SortedMap<String, String>, List<Listed>> guards = new LinkedHashMap<>();
    private final List<Fix> byHand = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();

    /** @param fixes of the first host; the others need the same */
    FixPlay(String title, List<String> hosts, List<Fix> fixes) {
        this.hosts = hosts;
        line(0, "- name: " + YamlScalar.of(title));
        line(1, "hosts: " + YamlScalar.of(String.join(",", hosts)));
        fixes.forEach(this::sort);
    }

    private void sort(Fix fix) {
        switch (fix.remedy()) {
            case Remedy.Removal removal -> {
                Entry entry = entry(removal.unit(), fix.finding());
                entry.absent = true;
            }
            case Remedy.Settings settings -> {
                Entry entry = entry(settings.unit(), fix.finding());
                settings.directives()
                        .forEach((topic, directives) -> entry.directives
                                .computeIfAbsent(topic, key -> new TreeMap<>())
                                .putAll(directives));
            }
            case Remedy.Disabled disabled ->
                presets.computeIfAbsent(disabled.unit(), unit -> new ArrayList<>())
                        .add(fix.finding());
            case Remedy.Quotas quotas ->
                guards.computeIfAbsent(quotas.resources(), resources -> new ArrayList<>())
                        .add(new Listed(quotas.unit(), fix.finding()));
            case Remedy.ByHand hand -> byHand.add(fix);
        }
    }

    private Entry entry(UnitName unit, Finding finding) {
        Entry entry = units.computeIfAbsent(unit, name -> new Entry());
        entry.findings.add(finding);
        return entry;
    }

    String text() {
        units();
        presets();
        guards();
        if (units.isEmpty() && presets.isEmpty() && guards.isEmpty()) {
            line(1, "checks: {}");
        }
        byHand();
        return text.toString();
    }

    private void units() {
        if (!units.isEmpty()) {
            line(1, "units:");
        }
        units.forEach((unit, entry) -> {
            entry.findings.forEach(finding -> why(2, finding));
            line(2, YamlScalar.of(unit.value()) + ":");
            if (entry.absent) {
                line(3, "state: absent");
            }
            entry.directives.forEach(
                    (topic, directives) -> line(3, topic.name().toLowerCase(Locale.ROOT) + ": " + mapping(directives)));
        });
    }

    private void presets() {
        if (!presets.isEmpty()) {
            line(1, "presets:");
        }
        presets.forEach((unit, findings) -> {
            findings.forEach(finding -> why(2, finding));
            line(2, YamlScalar.of(unit.value()) + ": disable");
        });
    }

    private void guards() {
        if (!guards.isEmpty()) {
            line(1, "guards:");
        }
        guards.forEach((resources, listed) -> {
            listed.forEach(unit -> why(2, unit.finding()));
            String match = listed.stream()
                    .map(unit -> unit.unit().value())
                    .distinct()
                    .map(YamlScalar::of)
                    .collect(Collectors.joining(", ", "[", "]"));
            line(2, "- match: " + match);
            line(3, "origin: any");
            line(3, "resources: " + mapping(resources));
        });
    }

    private void byHand() {
        if (byHand.isEmpty()) {
            return;
        }
        comment(1, "", "To be done, or decided, by hand:");
        for (Fix fix : byHand) {
            if (fix.remedy() instanceof Remedy.ByHand hand) {
                comment(1, "- ", reason(fix.finding()));
                comment(1, "  ", "-> " + hand.what());
                hand.choices().forEach(choice -> comment(1, "  ", choice));
            }
        }
    }

    private void why(int depth, Finding finding) {
        comment(depth, "", reason(finding));
    }

    /** Of several hosts that need the same, the numbers are those of the first. */
    private String reason(Finding finding) {
        String user = finding.user().map(name -> " of user " + name).orElse("");
        return (hosts.size() == 1 ? "" : "on " + hosts.getFirst() + ": ") + finding.code() + " (" + finding.severity()
                + ")" + user + ": " + finding.message();
    }

    private static String mapping(SortedMap<String, String> directives) {
        return directives.entrySet().stream()
                .map(entry -> entry.getKey() + ": " + YamlScalar.of(entry.getValue()))
                .collect(Collectors.joining(", ", "{ ", " }"));
    }

    /** In as many lines as it takes, each a comment. */
    private void comment(int depth, String mark, String words) {
        StringBuilder line = new StringBuilder();
        String indent = mark;
        for (String word : Visible.of(words).split(" ", -1)) {
            if (!line.isEmpty() && 2 * depth + 2 + indent.length() + line.length() + word.length() >= WIDTH) {
                line(depth, "# " + indent + line);
                line.setLength(0);
                indent = " ".repeat(mark.length());
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        line(depth, "# " + indent + line);
    }

    private void line(int depth, String line) {
        text.append("  ".repeat(depth)).append(line).append('\n');
    }
}
