package dev.converge.desired;

import dev.converge.unit.Content;
import dev.converge.unit.Directives;
import dev.converge.unit.Glob;
import dev.converge.unit.ManagerDefaults;
import dev.converge.unit.MergedUnit;
import dev.converge.unit.PlayName;
import dev.converge.unit.UnitType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The guard that decides about one undeclared unit.
 *
 * @param pattern the one that matches
 * @param play whose guard it is
 */
public record Guard(GuardRule rule, Glob pattern, PlayName play) {

    /** The drop-in of a guarded unit: sorts first, so that every other drop-in has the last word. */
    public static final String DROP_IN = "00-converge-guard.conf";

    /** What the unit gets; nothing when it lacks nothing. See {@link GuardRule#lackedBy}. */
    public List<GuardSetting> lackedBy(UnitType type, MergedUnit bare, ManagerDefaults defaults) {
        return rule.lackedBy(type, bare, defaults);
    }

    /**
     * The drop-in with these settings, header line included.
     *
     * @throws IllegalArgumentException when units of this type do not take one of them
     */
    public Content dropIn(UnitType type, List<GuardSetting> settings) {
        Map<String, List<String>> sections = new LinkedHashMap<>();
        sections.put("Unit", new ArrayList<>());
        for (GuardSetting setting : settings) {
            String section = Directives.find(type, setting.directive())
                    .orElseThrow(() -> new IllegalArgumentException(setting.directive() + " of a " + type.suffix()))
                    .section();
            List<String> lines = sections.computeIfAbsent(section, name -> new ArrayList<>());
            setting.values().forEach(value -> lines.add(setting.directive() + "=" + value + "\n"));
        }
        StringBuilder text = new StringBuilder("# Managed by converge (play: " + play + ")\n");
        Optional<String> gap = Optional.empty();
        for (Map.Entry<String, List<String>> section : sections.entrySet()) {
            if (!section.getValue().isEmpty()) {
                gap.ifPresent(text::append);
                text.append('[').append(section.getKey()).append("]\n");
                section.getValue().forEach(text::append);
                gap = Optional.of("\n");
            }
        }
        return Content.of(text.toString());
    }
}
