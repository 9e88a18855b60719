package dev.converge.unit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What systemd makes of a fragment and its drop-ins: later assignments override, append or reset (SYSTEMD.md 2, 3). What systemd ignores
 * has no effect here either: unknown names, those of later versions, known ones in a wrong section, values it refuses.
 */
public final class MergedUnit {

    /** One file in the order systemd applies them: the fragment first. */
    public record Source(HostPath path, UnitFile file) {}

    /** An assignment and where it stands. */
    public record Setting(String section, String name, String value, HostPath path, int line) {}

    private final UnitType type;
    private final List<Setting> assignments;
    private final SystemdVersion version;
    private final SortedMap<Place, Accumulated<Setting>> effective = new TreeMap<>();

    private MergedUnit(UnitType type, List<Setting> assignments, SystemdVersion version) {
        this.type = type;
        this.assignments = List.copyOf(assignments);
        this.version = version;
        for (Setting setting : assignments) {
            Directives.inSection(type, setting.section(), setting.name())
                    .filter(directive -> version.isAtLeast(directive.since(setting.value())))
                    .ifPresent(directive -> add(directive, setting));
        }
    }

    private void add(Directive directive, Setting setting) {
        if (setting.value().isEmpty()) {
            resetWith(directive, setting);
        }
        for (Place place : Place.allOf(directive)) {
            effective
                    .computeIfAbsent(place, key -> new Accumulated<>(filedAs(place, directive)))
                    .add(setting.value(), setting);
        }
    }

    /** systemd holds all conditions of a unit in one list, and all assertions in another: an empty one resets them all. */
    private void resetWith(Directive directive, Setting setting) {
        for (String list : List.of("Condition", "Assert")) {
            if (directive.section().equals("Unit") && directive.name().startsWith(list)) {
                effective.forEach((place, accumulated) -> {
                    if (place.name().startsWith(list) && !place.name().equals(directive.name())) {
                        accumulated.add("", setting);
                    }
                });
            }
        }
    }

    /** As the newest systemd merges it. */
    public static MergedUnit of(UnitType type, List<Source> sources) {
        return of(type, sources, SystemdVersion.NEWEST);
    }

    /** As this version merges it, which ignores directives that came later. */
    static MergedUnit of(UnitType type, List<Source> sources, SystemdVersion version) {
        List<Setting> settings = new ArrayList<>();
        for (Source source : sources) {
            for (UnitFile.Assignment assignment : source.file().assignments()) {
                settings.add(new Setting(
                        assignment.section(), assignment.name(), assignment.value(), source.path(), assignment.line()));
            }
        }
        return new MergedUnit(type, settings, version);
    }

    /** The directive that systemd takes an old or a twofold one for. */
    private static Directive filedAs(Place place, Directive directive) {
        return DirectiveTable.get().find(place.section(), place.name()).orElse(directive);
    }

    /**
     * What is set: each directive under its modern name with the assignments that count, in alphabetical order of section and name.
     * {@code TimeoutSec=} of a service is the two it stands for.
     */
    public SequencedMap<Directive, List<Setting>> effective() {
        SequencedMap<Directive, List<Setting>> set = new LinkedHashMap<>();
        effective.values().stream()
                .filter(accumulated -> !accumulated.origins().isEmpty())
                .forEach(accumulated -> set.put(accumulated.directive(), accumulated.origins()));
        return set;
    }

    /** The one that decides a directive that holds a single value; nothing when unset, reset or refused by systemd. */
    public Optional<Setting> value(String section, String name) {
        List<Setting> all = values(section, name);
        return all.isEmpty() ? Optional.empty() : Optional.of(all.getLast());
    }

    /** Whether a directive that holds a single value has this one, in whatever spelling systemd takes: {@code yes} is what {@code on} says. */
    public boolean says(String section, String name, String canonical) {
        return value(section, name)
                .flatMap(setting -> Directives.inSection(type, section, name)
                        .map(directive -> directive.grammar().judge(setting.value())))
                .filter(verdict -> verdict instanceof Grammar.Verdict.Accepted accepted
                        && accepted.canonical().equals(canonical))
                .isPresent();
    }

    /** The span that a directive of time holds; nothing when unset or refused by systemd. */
    Optional<TimeSpan> span(String section, String name) {
        return value(section, name).flatMap(setting -> TimeSpan.parse(setting.value()));
    }

    /** All that count of a directive that holds a list. */
    public List<Setting> values(String section, String name) {
        return Directives.inSection(type, section, name)
                .map(directive -> effective.get(Place.of(directive)))
                .map(Accumulated::origins)
                .orElse(List.of());
    }

    /** Every assignment as it stands, in the order applied, also those that do not count: what checks look at. */
    public List<Setting> assignments() {
        return assignments;
    }

    /** What became of each assignment, in the order applied. Two are never equal: a line holds one. */
    public SequencedMap<Setting, Standing> standings() {
        Map<Setting, List<Standing>> losses = new HashMap<>();
        effective.values().stream()
                .flatMap(accumulated -> accumulated.losses().stream())
                .forEach(loss -> losses.computeIfAbsent(loss.origin(), origin -> new ArrayList<>())
                        .add(standing(loss)));
        SequencedMap<Setting, Standing> standings = new LinkedHashMap<>();
        assignments.forEach(setting -> standings.put(
                setting,
                Directives.inSection(type, setting.section(), setting.name())
                        .map(directive -> version.isAtLeast(directive.since(setting.value()))
                                ? standing(directive, losses.getOrDefault(setting, List.of()))
                                : new Standing.Newer(directive.since(setting.value())))
                        .orElseGet(() -> unread(setting))));
        return standings;
    }

    /** One that is filed in two places is lost when it is lost in both. */
    private static Standing standing(Directive directive, List<Standing> losses) {
        return losses.size() < Place.allOf(directive).size() ? new Standing.Effective() : losses.getLast();
    }

    private static Standing standing(Accumulated.Loss<Setting> loss) {
        return switch (loss) {
            case Accumulated.Loss.Overridden<Setting> overridden -> new Standing.Overridden(overridden.by());
            case Accumulated.Loss.Reset<Setting> reset -> new Standing.Reset(reset.by());
            case Accumulated.Loss.Refused<Setting> refused -> new Standing.Refused(refused.why());
            case Accumulated.Loss.Empty<Setting> empty -> new Standing.Empty();
        };
    }

    private Standing unread(Setting setting) {
        if (setting.section().startsWith("X-") || setting.name().startsWith("X-")) {
            return new Standing.Foreign();
        }
        return Directives.find(type, setting.name())
                .<Standing>map(directive -> new Standing.Misplaced(directive.section()))
                .orElseGet(Standing.Unknown::new);
    }

    /**
     * The directives whose effective value differs between two states of a unit, by canonical value; lists without order are sets. In
     * alphabetical order of section and name.
     */
    public static List<Directive> changed(MergedUnit before, MergedUnit after) {
        SortedMap<Place, Directive> directives = new TreeMap<>();
        before.effective.forEach((place, values) -> directives.put(place, values.directive()));
        after.effective.forEach((place, values) -> directives.put(place, values.directive()));
        directives.keySet().removeIf(place -> before.canonical(place).equals(after.canonical(place)));
        return List.copyOf(directives.values());
    }

    private List<String> canonical(Place place) {
        Accumulated<Setting> accumulated = effective.get(place);
        return accumulated == null ? List.of() : accumulated.canonical();
    }
}
