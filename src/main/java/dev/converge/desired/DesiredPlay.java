package dev.converge.desired;

import dev.converge.unit.PlayName;
import dev.converge.unit.UserName;
import java.util.List;
import java.util.stream.Stream;

/**
 * What one play wants of one host. Names and paths are unique over all plays of a host.
 *
 * @param units of the system's manager
 * @param userUnits of the managers of users, by name
 * @param checks what the sweep goes by
 */
public record DesiredPlay(
        PlayName name,
        List<DesiredUnit> units,
        List<StrayRule> strays,
        List<PresetLine> presets,
        List<ExclusiveRule> exclusive,
        List<DesiredFile> files,
        List<GuardRule> guards,
        List<ManagerSetting> manager,
        List<UserUnits> userUnits,
        DesiredChecks checks) {
    public DesiredPlay {
        units = List.copyOf(units);
        strays = List.copyOf(strays);
        presets = List.copyOf(presets);
        exclusive = List.copyOf(exclusive);
        files = List.copyOf(files);
        guards = List.copyOf(guards);
        manager = List.copyOf(manager);
        userUnits = List.copyOf(userUnits);
    }

    /**
     * What the play wants of one user's manager, which is a smaller host: its units alone. The files stay, because they may notify one of
     * these units, and so does what the sweep goes by.
     */
    DesiredPlay of(UserName user) {
        List<DesiredUnit> ofUser = userUnits.stream()
                .filter(units -> units.user().equals(user))
                .flatMap(units -> units.units().stream())
                .toList();
        return new DesiredPlay(
                name, ofUser, List.of(), List.of(), List.of(), files, List.of(), List.of(), List.of(), checks);
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
