package dev.converge.diff;

import dev.converge.desired.DesiredPlay;
import dev.converge.desired.DesiredUnit;
import dev.converge.unit.FileState;
import dev.converge.unit.HostPath;
import dev.converge.unit.PlayName;
import dev.converge.unit.UnitTree;

/** The links that {@code enabled:} asks for: those of {@code [Install]} as it will read, or none. */
final class Enablement {

    private Enablement() {}

    /** @param installed the tree with all units' files already as they will be */
    static void add(DesiredPlay play, UnitTree installed, TreeEdit edit) {
        for (DesiredUnit unit : play.units()) {
            if (unit.enabled().isPresent() && !unit.isAbsent()) {
                if (unit.enabled().get()) {
                    enable(unit, installed, edit, play.name());
                } else {
                    disable(unit, installed, edit, play.name());
                }
            }
        }
    }

    private static void enable(DesiredUnit unit, UnitTree installed, TreeEdit edit, PlayName play) {
        installed.installLinks(unit.name()).forEach((path, link) -> {
            if (leadsToTheUnit(edit.before().at(path), path, link)) {
                edit.keep(path, play);
            } else {
                edit.putLink(path, link.target(), new Reason("enabled: true"), play);
            }
        });
    }

    private static void disable(DesiredUnit unit, UnitTree installed, TreeEdit edit, PlayName play) {
        installed
                .enablementLinks(unit.name())
                .keySet()
                .forEach(path -> edit.remove(path, new Reason("enabled: false"), play));
    }

    /** systemd goes by the name of a link in a .wants directory, whatever its target; an alias must lead to the unit. */
    private static boolean leadsToTheUnit(FileState now, HostPath path, FileState.Link wanted) {
        return now instanceof FileState.Link link
                && (link.targetName().equals(wanted.targetName()) || path.name().equals(wanted.targetName()));
    }
}
