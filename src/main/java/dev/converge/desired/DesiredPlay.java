package dev.converge.desired;

import dev.converge.unit.PlayName;
import java.util.List;
import java.util.stream.Stream;

/** What one play wants of one host. Names and paths are unique over all plays of a host. */
public record DesiredPlay(
        PlayName name,
        List<DesiredUnit> units,
        List<StrayRule> strays,
        List<PresetLine> presets,
        List<ExclusiveRule> exclusive,
        List<DesiredFile> files,
        List<GuardRule> guards,
        List<ManagerSetting> manager) {
    public DesiredPlay {
        units = List.copyOf(units);
        strays = List.copyOf(strays);
        presets = List.copyOf(presets);
        exclusive = List.copyOf(exclusive);
        files = List.copyOf(files);
        guards = List.copyOf(guards);
        manager = List.copyOf(manager);
    }

    /** What of its guards and settings of systemd not every systemd reads; what of its units, those tell. */
    public List<Requirement> requirements() {
        return Stream.concat(
                        guards.stream()
                                .flatMap(guard -> Stream.concat(guard.restart().stream(), guard.resources().stream()))
                                .flatMap(GuardSetting::requirements),
                        manager.stream().flatMap(ManagerSetting::requirements))
                .toList();
    }
}
