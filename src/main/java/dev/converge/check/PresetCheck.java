package dev.converge.check;

import dev.converge.desired.DesiredUnit;
import dev.converge.finding.Finding;
import dev.converge.finding.FindingCode;
import dev.converge.observed.ObservedHost;
import dev.converge.unit.EnablementState;
import dev.converge.unit.PresetDecision;
import dev.converge.unit.UnitName;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Disabled units that come back when presets are replayed, and hosts that replay them at the next boot (SYSTEMD.md 6, incident 1). */
final class PresetCheck implements Check {

    @Override
    public List<Finding> findings(Look look) {
        ObservedHost observed = look.observed();
        Set<UnitName> watched = new TreeSet<>(look.watched());
        watched.addAll(look.local());
        Stream<Finding> units = watched.stream()
                .filter(unit -> observed.tree().enablement(unit) == EnablementState.DISABLED)
                .filter(unit -> observed.tree().preset(unit).policy() == PresetDecision.Policy.ENABLE)
                .map(unit -> finding(unit, observed.tree().preset(unit), remedy(unit, look)));
        return Stream.concat(units, machineId(observed).stream()).toList();
    }

    static String word(PresetDecision decision) {
        return decision.policy().name().toLowerCase(Locale.ROOT);
    }

    private static String remedy(UnitName unit, Look look) {
        boolean declared =
                look.desired().unit(unit).flatMap(DesiredUnit::enabled).isPresent();
        return declared || look.removes(unit)
                ? "converge apply writes a preset line that comes first"
                : "declare it with 'enabled: false' or 'state: absent'; both write a preset line that lasts";
    }

    private static Finding finding(UnitName unit, PresetDecision decision, String remedy) {
        SortedMap<String, String> evidence = Evidence.of("enablement", EnablementState.DISABLED.toString());
        evidence.put("preset", word(decision));
        decision.rule().ifPresent(rule -> {
            evidence.put("line", Evidence.spot(rule.file(), rule.line()));
            evidence.put("text", rule.text());
        });
        String why = decision.rule()
                .map(rule -> Evidence.spot(rule.file(), rule.line()) + " says '" + rule.text() + "'")
                .orElse("no preset line matches it, and systemd then enables");
        return new Finding(
                FindingCode.PRESET_MISMATCH,
                Finding.Severity.WARNING,
                Optional.of(unit),
                unit + " is disabled, but its preset is enable: " + why
                        + ". A replay of presets (first boot of a cloned image, package installation, systemctl preset-all)"
                        + " brings it back.",
                remedy,
                evidence);
    }

    private static Optional<Finding> machineId(ObservedHost observed) {
        return switch (observed.machineId()) {
            case SET, EMPTY -> Optional.empty();
            case MISSING -> Optional.of(replay("missing"));
            case UNINITIALIZED -> Optional.of(replay("uninitialized"));
        };
    }

    private static Finding replay(String state) {
        return new Finding(
                FindingCode.PRESET_MISMATCH,
                Finding.Severity.WARNING,
                Optional.empty(),
                "/etc/machine-id is " + state
                        + ". systemd takes the next boot for the first one and enables every unit whose preset says so.",
                "on the host: systemd-machine-id-setup",
                Evidence.of("machine-id", state));
    }
}
