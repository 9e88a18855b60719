package dev.converge.check;

import dev.converge.desired.DesiredPlay;
import dev.converge.finding.Finding;
import dev.converge.finding.FindingCode;
import dev.converge.observed.ObservedHost;
import dev.converge.unit.FileState;
import dev.converge.unit.HostPath;
import dev.converge.unit.Manifest;
import dev.converge.unit.UnitName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Collectors;

/** Paths that converge wrote for a play of this run and that someone changed or deleted since. */
final class HandEditCheck implements Check {

    @Override
    public List<Finding> findings(Look look) {
        ObservedHost observed = look.observed();
        Set<?> run = look.desired().plays().stream().map(DesiredPlay::name).collect(Collectors.toSet());
        return observed.manifest().entries().entrySet().stream()
                .filter(entry -> run.contains(entry.getValue().play()))
                .filter(entry -> !entry.getValue().matches(observed.tree().at(entry.getKey())))
                .map(entry -> finding(entry, observed.tree().at(entry.getKey())))
                .toList();
    }

    private static Finding finding(Map.Entry<HostPath, Manifest.Entry> written, FileState now) {
        HostPath path = written.getKey();
        String happened = now instanceof FileState.Absent ? "deleted" : "edited";
        SortedMap<String, String> evidence = Evidence.of("path", path.value());
        evidence.put("play", written.getValue().play().value());
        evidence.put("written", written.getValue().fingerprint());
        return new Finding(
                FindingCode.HAND_EDITED,
                Finding.Severity.WARNING,
                unit(path),
                path + " was " + happened + " by hand since play "
                        + written.getValue().play() + " wrote it.",
                "take the edit into the playbook, or let converge apply put the file back where the plan says so",
                evidence);
    }

    private static Optional<UnitName> unit(HostPath path) {
        return UnitName.parse(path.name()).or(() -> {
            String directory = path.parent().name();
            return directory.endsWith(".d")
                    ? UnitName.parse(directory.substring(0, directory.length() - 2))
                    : Optional.empty();
        });
    }
}
