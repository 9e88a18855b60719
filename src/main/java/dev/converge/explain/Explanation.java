package dev.converge.explain;

import dev.converge.observed.Hazard;
import dev.converge.unit.EnablementState;
import dev.converge.unit.FileState;
import dev.converge.unit.HostPath;
import dev.converge.unit.PresetDecision;
import dev.converge.unit.RestartVerdict;
import dev.converge.unit.UnitName;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All there is to say of a unit.
 *
 * @param asked the name that was asked for; may be an alias
 * @param unit the name systemd gives it
 * @param aliases its other names
 * @param settings every assignment of its files, in the order applied
 * @param flaws lines that are none
 * @param restart of services: what comes of failing at once
 * @param restartWhenHanging of services: what comes of starts that hang, where that is another matter
 * @param restartRemedy the smallest change that ends a loop for ever, as a playbook takes it behind {@code restart:}
 * @param live nothing for a directory tree, for a template, and where systemd was not asked because of a hazard
 * @param hazards files that would hang or crash systemd if it were asked
 */
public record Explanation(
        UnitName asked,
        UnitName unit,
        List<UnitName> aliases,
        Definition definition,
        List<ExplainedSetting> settings,
        List<ExplainedFlaw> flaws,
        Startup startup,
        Optional<RestartVerdict> restart,
        Optional<RestartVerdict> restartWhenHanging,
        Optional<String> restartRemedy,
        Optional<LiveUnit> live,
        List<Hazard> hazards) {

    public Explanation {
        aliases = List.copyOf(aliases);
        settings = List.copyOf(settings);
        flaws = List.copyOf(flaws);
        hazards = List.copyOf(hazards);
    }

    /** A line that is no assignment. */
    public record ExplainedFlaw(HostPath file, int line, String message, boolean fatal) {}

    /**
     * Whether it starts by itself.
     *
     * @param links that start it or give it another name, whoever made them
     */
    public record Startup(
            PresetDecision preset, EnablementState enablement, SortedMap<HostPath, FileState.Link> links) {
        public Startup {
            links = Collections.unmodifiableSortedMap(new TreeMap<>(links));
        }
    }
}
