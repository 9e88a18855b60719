package dev.converge.unit;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;

/**
 * The unit files, drop-ins, links and preset files of a host, and systemd's rules for finding them (SYSTEMD.md 2, 6, 7). Pure: a map of
 * paths goes in, so the same questions can be asked of the tree before a change and of the tree after it.
 */
public final class UnitTree {

    private UnitTree() {}

    public static UnitTree of(Map<HostPath, FileState> files) {
        throw new UnsupportedOperationException();
    }

    public FileState at(HostPath path) {
        throw new UnsupportedOperationException();
    }

    /** All paths with what is there, without {@link FileState.Absent}. */
    public SortedMap<HostPath, FileState> files() {
        throw new UnsupportedOperationException();
    }

    /** The same tree with some paths replaced; {@link FileState.Absent} removes. */
    public UnitTree with(Map<HostPath, FileState> changed) {
        throw new UnsupportedOperationException();
    }

    /** Every unit that has a file, a link or a drop-in directory anywhere in the search path. */
    public SortedSet<UnitName> units() {
        throw new UnsupportedOperationException();
    }

    /** The file systemd loads the unit from: the first in the search path, for an instance its template when it has none of its own. May be a link. */
    public Optional<HostPath> fragment(UnitName unit) {
        throw new UnsupportedOperationException();
    }

    /** The drop-ins of a unit in the order they apply, masked ones left out. */
    public List<HostPath> dropIns(UnitName unit) {
        throw new UnsupportedOperationException();
    }

    /** Fragment and drop-ins merged; empty when there is no fragment or it is masked. */
    public Optional<MergedUnit> merged(UnitName unit) {
        throw new UnsupportedOperationException();
    }

    /** The links {@code systemctl enable} would make, from the merged {@code [Install]}: path and target. Empty without one. */
    public SortedMap<HostPath, FileState.Link> installLinks(UnitName unit) {
        throw new UnsupportedOperationException();
    }

    /** Links in /etc and /run that {@code systemctl disable} would remove: in .wants, .requires, .upholds and aliases, whose name or target is the unit. */
    public SortedMap<HostPath, FileState.Link> enablementLinks(UnitName unit) {
        throw new UnsupportedOperationException();
    }

    public EnablementState enablement(UnitName unit) {
        throw new UnsupportedOperationException();
    }

    /** What presets say of the unit, and which line decides (SYSTEMD.md 6). */
    public PresetDecision preset(UnitName unit) {
        throw new UnsupportedOperationException();
    }

    /** All that {@code systemctl} and hands leave of a unit below /etc and /run: fragment, drop-ins, their directory's files, links, masks, .control files. */
    public SortedMap<HostPath, FileState> remains(UnitName unit) {
        throw new UnsupportedOperationException();
    }
}
