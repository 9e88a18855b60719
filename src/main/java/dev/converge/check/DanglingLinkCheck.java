package dev.converge.check;

import dev.converge.finding.Finding;
import dev.converge.finding.FindingCode;
import dev.converge.unit.FileState;
import dev.converge.unit.HostPath;
import dev.converge.unit.UnitName;
import dev.converge.unit.UnitTree;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/** Links below /etc/systemd/system that lead to a unit that does not exist: left behind by a file that was deleted by hand. */
final class DanglingLinkCheck implements Check {

    private static final HostPath ETC = new HostPath("/etc/systemd/system");

    @Override
    public List<Finding> findings(Look look) {
        UnitTree tree = look.observed().tree();
        return tree.files().entrySet().stream()
                .filter(entry -> entry.getKey().isBelow(ETC))
                .filter(entry -> isDangling(entry, tree))
                .map(entry -> finding(entry.getKey(), (FileState.Link) entry.getValue(), look))
                .toList();
    }

    /** Only links named like units can be judged: the tree does not hold what other links lead to. */
    private static boolean isDangling(Map.Entry<HostPath, FileState> entry, UnitTree tree) {
        return entry.getValue() instanceof FileState.Link link
                && !link.masks()
                && UnitName.parse(entry.getKey().name())
                        .filter(unit -> !exists(unit, entry.getKey(), tree))
                        .isPresent()
                && UnitName.parse(link.targetName())
                        .filter(unit -> !exists(unit, entry.getKey(), tree))
                        .isPresent();
    }

    private static boolean exists(UnitName unit, HostPath link, UnitTree tree) {
        return tree.fragment(unit).filter(fragment -> !fragment.equals(link)).isPresent();
    }

    private static boolean isRemoved(HostPath path, Look look) {
        return UnitName.parse(path.name()).filter(look::removes).isPresent();
    }

    private static Finding finding(HostPath path, FileState.Link link, Look look) {
        SortedMap<String, String> evidence = Evidence.of("path", path.value());
        evidence.put("target", link.target());
        return new Finding(
                FindingCode.DANGLING_LINK,
                Finding.Severity.WARNING,
                Optional.empty(),
                path + " leads to " + link.target() + ", which does not exist.",
                isRemoved(path, look)
                        ? "converge apply removes it"
                        : "declare " + path.name() + " with 'state: absent', or on the host: rm " + path,
                evidence);
    }
}
