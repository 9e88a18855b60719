package dev.converge.check;

import dev.converge.desired.Stray;
import dev.converge.finding.Finding;
import dev.converge.finding.FindingCode;
import dev.converge.observed.ObservedHost;
import dev.converge.unit.HostPath;
import dev.converge.unit.PresetDecision;
import dev.converge.unit.UnitName;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** Units that no play declares and a stray rule names (incident 1). */
final class StrayUnitCheck implements Check {

    @Override
    public List<Finding> findings(Look look) {
        return look.strays().stream()
                .map(stray -> finding(stray, look.observed()))
                .toList();
    }

    private static Finding finding(Stray stray, ObservedHost observed) {
        UnitName unit = stray.unit();
        String state = observed.runtime(unit)
                .map(runtime -> runtime.activeState() + " (" + runtime.subState() + ")")
                .orElse("not loaded");
        String enablement = observed.tree().enablement(unit).toString();
        String preset = preset(observed.tree().preset(unit));
        SortedMap<String, String> evidence =
                Evidence.of("pattern", stray.pattern().pattern());
        observed.tree().fragment(unit).map(HostPath::value).ifPresent(path -> evidence.put("file", path));
        evidence.put("state", state);
        evidence.put("enablement", enablement);
        evidence.put("preset", preset);
        return new Finding(
                FindingCode.STRAY_UNIT,
                Finding.Severity.WARNING,
                Optional.of(unit),
                unit + " matches " + stray.pattern() + " of play " + stray.play() + " and is declared nowhere. It is "
                        + enablement + " and " + state + "; preset: " + preset + ".",
                switch (stray.action()) {
                    case REMOVE -> "converge apply removes it; to keep it, declare it or name it under 'except'";
                    case REPORT -> "declare it, or let the rule say 'action: remove'";
                },
                evidence);
    }

    private static String preset(PresetDecision decision) {
        String policy = PresetCheck.word(decision);
        return decision.rule()
                .map(rule -> policy + ", by " + Evidence.spot(rule.file(), rule.line()) + " '" + rule.text() + "'")
                .orElse(policy + ", because no preset line matches it and systemd then enables");
    }
}
