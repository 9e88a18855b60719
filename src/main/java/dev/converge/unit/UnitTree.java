package dev.converge.unit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * The unit files, drop-ins, links and preset files of a host, and systemd's rules for finding them (SYSTEMD.md 2, 6, 7). Pure: a map of
 * paths goes in, so the same questions can be asked of the tree before a change and of the tree after it. Files are parsed when someone
 * asks for what they say, once.
 *
 * <p>Links are followed inside the tree: the target of a unit linked from elsewhere must be in the map too, or the link dangles.
 */
public final class UnitTree {

    private final FileTree files;
    private final NameMap names;
    private final DropIns dropIns;
    private final Map<HostPath, Optional<UnitFile>> parsed = new ConcurrentHashMap<>();

    private UnitTree(FileTree files) {
        this.files = files;
        names = new NameMap(files);
        dropIns = new DropIns(files);
    }

    public static UnitTree of(Map<HostPath, FileState> files) {
        return new UnitTree(new FileTree(files));
    }

    public FileState at(HostPath path) {
        return files.at(path);
    }

    /** All paths with what is there, without {@link FileState.Absent}. */
    public SortedMap<HostPath, FileState> files() {
        return files.files();
    }

    /** The same tree with some paths replaced; {@link FileState.Absent} removes. */
    public UnitTree with(Map<HostPath, FileState> changed) {
        Map<HostPath, FileState> all = new HashMap<>(files.files());
        all.putAll(changed);
        return of(all);
    }

    /** Every unit that has a file, a link or a drop-in directory anywhere in the search path. */
    public SortedSet<UnitName> units() {
        throw new UnsupportedOperationException();
    }

    /**
     * The file systemd loads the unit from: the first in the search path, for an alias that of the unit it stands for, for an instance its
     * template when it has none of its own. May be a link: a mask, or one to a file out of the search path.
     */
    public Optional<HostPath> fragment(UnitName unit) {
        return names.fragment(unit);
    }

    /** The name systemd gives the unit: for an alias the one of the unit it stands for, for other names the same. */
    public UnitName mainName(UnitName unit) {
        return names.mainName(unit);
    }

    /** Whether the unit's file is a link to {@code /dev/null} or empty. */
    public boolean isMasked(UnitName unit) {
        return names.fragment(unit).filter(files::masks).isPresent();
    }

    /** The drop-ins of a unit in the order they apply, those of its aliases included, masked ones left out. A masked unit has none. */
    public List<HostPath> dropIns(UnitName unit) {
        if (isMasked(unit)) {
            return List.of();
        }
        return dropIns.of(names.allNames(unit)).stream()
                .filter(path -> files.read(path).isPresent())
                .filter(Predicate.not(files::masks))
                .toList();
    }

    /**
     * Fragment and drop-ins merged. Empty when the unit is masked, or has no fragment and is none that systemd makes up (a slice without
     * a file is its drop-ins alone).
     */
    public Optional<MergedUnit> merged(UnitName unit) {
        List<MergedUnit.Source> sources = new ArrayList<>();
        fragment(unit).flatMap(this::source).ifPresent(sources::add);
        if (isMasked(unit) || (sources.isEmpty() && !needsNoFragment(unit))) {
            return Optional.empty();
        }
        dropIns(unit).forEach(path -> source(path).ifPresent(sources::add));
        return sources.isEmpty() ? Optional.empty() : Optional.of(MergedUnit.of(unit.type(), sources));
    }

    private static boolean needsNoFragment(UnitName unit) {
        return switch (unit.type()) {
            case SLICE, DEVICE, SCOPE -> true;
            case SERVICE, SOCKET, MOUNT, AUTOMOUNT, SWAP, TARGET, PATH, TIMER -> false;
        };
    }

    private Optional<MergedUnit.Source> source(HostPath path) {
        return parsed.computeIfAbsent(path, key -> files.read(key).map(UnitFile::parse))
                .map(file -> new MergedUnit.Source(path, file));
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
