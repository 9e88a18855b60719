package dev.converge.check;

import dev.converge.desired.DesiredUnit;
import dev.converge.finding.Finding;
import dev.converge.finding.FindingCode;
import dev.converge.unit.FileState;
import dev.converge.unit.HostPath;
import dev.converge.unit.UnitName;
import dev.converge.unit.UnitTree;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** A unit file that people put on the host under the name of a package's: systemd reads theirs alone. Masks and aliases are meant so. */
final class NameShadowedCheck implements Check {

    private static final List<HostPath> BY_HAND = List.of(
            new HostPath("/etc/systemd/system"),
            new HostPath("/run/systemd/system"),
            new HostPath("/usr/local/lib/systemd/system"));
    private static final List<HostPath> OF_PACKAGES =
            List.of(new HostPath("/usr/lib/systemd/system"), new HostPath("/lib/systemd/system"));

    @Override
    public List<Finding> findings(Look look) {
        UnitTree tree = look.observed().tree();
        return tree.files().keySet().stream()
                .filter(path -> path.value().indexOf('/', 1) > 0 && BY_HAND.contains(path.parent()))
                .filter(path -> tree.at(path) instanceof FileState.Regular file
                        && file.content().size() > 0
                        && !look.observed().packageOwned().containsKey(path))
                .flatMap(path -> UnitName.parse(path.name())
                        .flatMap(unit -> shadowed(unit, tree).map(below -> finding(unit, path, below, look)))
                        .stream())
                .toList();
    }

    private static Optional<HostPath> shadowed(UnitName unit, UnitTree tree) {
        return OF_PACKAGES.stream()
                .map(directory -> directory.resolve(unit.value()))
                .filter(path -> tree.at(path) instanceof FileState.Regular)
                .findFirst();
    }

    private static Finding finding(UnitName unit, HostPath path, HostPath below, Look look) {
        boolean declared = look.desired().unit(unit).flatMap(DesiredUnit::file).isPresent()
                || look.observed().manifest().entry(path).isPresent();
        SortedMap<String, String> evidence = Evidence.of("path", path.value());
        evidence.put("shadowed", below.value());
        return new Finding(
                FindingCode.NAME_SHADOWED,
                declared ? Finding.Severity.INFO : Finding.Severity.WARNING,
                Optional.of(unit),
                path + " hides the package's " + below
                        + ". What the package changes in it, security fixes too, no longer reaches " + unit + ".",
                remedy(unit, path, declared, look),
                evidence);
    }

    private static String remedy(UnitName unit, HostPath path, boolean declared, Look look) {
        if (look.removes(unit)) {
            return "converge apply removes it";
        }
        return declared
                ? "declare only what differs, under 'settings:' or 'dropins:', if the package's file is good otherwise"
                : "declare what differs under 'settings:' or 'dropins:', then on the host: rm " + path;
    }
}
