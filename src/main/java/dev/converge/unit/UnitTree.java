package dev.converge.unit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The unit files, drop-ins, links and preset files of a host, and systemd's rules for finding them (SYSTEMD.md 2, 6, 7). Pure: a map of
 * paths goes in, so the same questions can be asked of the tree before a change and of the tree after it. Files are parsed when someone
 * asks for what they say, once.
 *
 * <p>Links are followed inside the tree: the target of a unit linked from elsewhere must be in the map too, or the link dangles.
 */
public final class UnitTree {

    private final FileTree files;
    private final SearchPath searchPath;
    private final SystemdVersion version;
    private final NameMap names;
    private final DropIns dropIns;
    private final Lazy<LinkIndex> links;
    private final Lazy<PresetFiles> presets;
    private final Lazy<ManagerDefaults> managerDefaults;
    private final Installation installation;
    private final Map<HostPath, Optional<UnitFile>> parsed = new ConcurrentHashMap<>();
    private final Map<UnitName, Optional<MergedUnit>> merged = new ConcurrentHashMap<>();

    private UnitTree(FileTree files, SearchPath searchPath, SystemdVersion version) {
        this.files = files;
        this.searchPath = searchPath;
        this.version = version;
        names = new NameMap(files, searchPath);
        dropIns = new DropIns(files, searchPath);
        links = new Lazy<>(() -> new LinkIndex(files, searchPath, version));
        installation = new Installation(this, files, names, dropIns, links);
        presets = new Lazy<>(() -> new PresetFiles(files, searchPath, version));
        managerDefaults = new Lazy<>(() -> ManagerFiles.defaults(files, searchPath, version));
    }

    /** A tree read as the newest systemd reads it. */
    public static UnitTree of(Map<HostPath, FileState> files) {
        return of(files, SystemdVersion.NEWEST);
    }

    /**
     * A tree read as this version reads it: before 254 there were no {@code .upholds} directories and no {@code ignore} in
     * presets, and no {@code RestartSteps=} in services.
     */
    public static UnitTree of(Map<HostPath, FileState> files, SystemdVersion version) {
        return of(files, SearchPath.SYSTEM, version);
    }

    /** A tree as the manager that looks along this path reads it: the system's, or that of a user. */
    public static UnitTree of(Map<HostPath, FileState> files, SearchPath searchPath, SystemdVersion version) {
        return new UnitTree(new FileTree(files), searchPath, version);
    }

    public SearchPath searchPath() {
        return searchPath;
    }

    public FileState at(HostPath path) {
        return files.at(path);
    }

    /** All paths with what is there, without {@link FileState.Absent}. */
    public SortedMap<HostPath, FileState> files() {
        return files.files();
    }

    /** The same tree with some paths replaced; {@link FileState.Absent} removes. This very tree, with all it knows, where that changes nothing. */
    public UnitTree with(Map<HostPath, FileState> changed) {
        if (changed.entrySet().stream().allMatch(entry -> entry.getValue().equals(at(entry.getKey())))) {
            return this;
        }
        Map<HostPath, FileState> all = new HashMap<>(files.files());
        all.putAll(changed);
        return of(all, searchPath, version);
    }

    /** Every unit that has a file, a link or a drop-in directory anywhere in the search path. */
    public SortedSet<UnitName> units() {
        NavigableSet<UnitName> units = names.names();
        units.addAll(links.get().dependencies());
        for (HostPath directory : searchPath.directories()) {
            files.directoriesIn(directory).forEach(child -> unitOf(child.name()).ifPresent(units::add));
        }
        return Collections.unmodifiableSortedSet(units);
    }

    /** The unit whose directory this is; none for {@code service.d} and {@code foo-.service.d}, which are for many units. */
    private static Optional<UnitName> unitOf(String directory) {
        int dot = directory.lastIndexOf('.');
        boolean known = directory.endsWith(".d") || LinkIndex.isDependencyDirectory(directory);
        return known
                ? UnitName.parse(directory.substring(0, dot))
                        .filter(unit ->
                                !unit.stem().endsWith("-") || unit.stem().equals("-"))
                : Optional.empty();
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

    /** All names of the unit, the main one first: aliases, and for an instance those of its template with the instance put in. */
    public List<UnitName> names(UnitName unit) {
        return names.allNames(unit);
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

    /** Every file in the drop-in directories of a unit with what becomes of it: what applies first, in that order. A masked unit has none. */
    public List<DropIn> examinedDropIns(UnitName unit) {
        return isMasked(unit) ? List.of() : dropIns.examined(names.allNames(unit));
    }

    /** Files of the unit's main name in weaker directories than its fragment: they are not read. */
    public List<HostPath> hiddenFragments(UnitName unit) {
        return fragment(unit).stream()
                .flatMap(used -> searchPath.directories().stream()
                        .map(directory -> directory.resolve(used.name()))
                        .filter(path -> !path.equals(used) && !(files.at(path) instanceof FileState.Absent)))
                .toList();
    }

    /** What a unit file or drop-in says, at the end of all links; nothing when no file is there. */
    public Optional<UnitFile> unitFile(HostPath path) {
        return parse(path);
    }

    /** The file at the end of all links; nothing when they lead nowhere. */
    public Optional<HostPath> realPath(HostPath path) {
        return files.follow(path);
    }

    /** Of the systemd that reads the tree; the newest there is where none is known. */
    public SystemdVersion version() {
        return version;
    }

    /**
     * Fragment and drop-ins merged. Empty when the unit is masked, or has no fragment and is none that systemd makes up (a slice without
     * a file is its drop-ins alone). Merged once.
     */
    public Optional<MergedUnit> merged(UnitName unit) {
        return merged.computeIfAbsent(unit, this::merge);
    }

    private Optional<MergedUnit> merge(UnitName unit) {
        List<MergedUnit.Source> sources = new ArrayList<>();
        fragment(unit).flatMap(this::source).ifPresent(sources::add);
        if (isMasked(unit) || (sources.isEmpty() && !needsNoFragment(unit))) {
            return Optional.empty();
        }
        dropIns(unit).forEach(path -> source(path).ifPresent(sources::add));
        return sources.isEmpty() ? Optional.empty() : Optional.of(MergedUnit.of(unit.type(), sources, version));
    }

    private static boolean needsNoFragment(UnitName unit) {
        return switch (unit.type()) {
            case SLICE, DEVICE, SCOPE -> true;
            case SERVICE, SOCKET, MOUNT, AUTOMOUNT, SWAP, TARGET, PATH, TIMER -> false;
        };
    }

    /**
     * The links {@code systemctl enable} would make, from {@code [Install]} of the unit's file and its own drop-ins: path and target.
     * Those of the units in {@code Also=} are among them. Where a link stands that leads to the same file already, it is given as it
     * is. Empty without such a section, and for units that are masked, generated or transient.
     */
    public SortedMap<HostPath, FileState.Link> installLinks(UnitName unit) {
        return installation.links(unit);
    }

    /**
     * Links in /etc and /run that {@code systemctl disable} would remove: in .wants, .requires, .upholds and aliases, whose name or target
     * is the unit. Masks stay, and so does the link of a unit that is linked from elsewhere: both say what the unit is, not that it
     * starts. Units in {@code Also=} are left alone, because something else may want them.
     */
    public SortedMap<HostPath, FileState.Link> enablementLinks(UnitName unit) {
        return startLinks(unit, List.of(searchPath.config(), searchPath.runtime()));
    }

    /** All links that start the unit or give it another name, those that packages and generators brought included. */
    public SortedMap<HostPath, FileState.Link> startLinks(UnitName unit) {
        return startLinks(unit, searchPath.directories());
    }

    private SortedMap<HostPath, FileState.Link> startLinks(UnitName unit, List<HostPath> directories) {
        SortedMap<HostPath, FileState.Link> found = new TreeMap<>();
        UnitName main = mainName(unit);
        for (LinkIndex.Found link : links.get().leadingTo(main, directories)) {
            boolean own = !link.dependency() && link.name().equals(main.value());
            if (!own && !link.link().masks()) {
                found.put(link.path(), link.link());
            }
        }
        return Collections.unmodifiableSortedMap(found);
    }

    /**
     * The units named by the links in the unit's own dependency directories, its aliases' and its template's included.
     *
     * @param suffix {@code .wants}, {@code .requires} or {@code .upholds}
     */
    NavigableSet<UnitName> linkedFrom(UnitName unit, String suffix) {
        NavigableSet<UnitName> linked = new TreeSet<>();
        Set<UnitName> owners = new HashSet<>(names.allNames(unit));
        unit.template().ifPresent(owners::add);
        for (HostPath directory : searchPath.directories()) {
            owners.forEach(owner -> files.list(directory.resolve(owner.value() + suffix)).keySet().stream()
                    .flatMap(name -> UnitName.parse(name).stream())
                    .map(this::mainName)
                    .forEach(linked::add));
        }
        return linked;
    }

    /** systemd's word for whether the unit starts by itself, from the files alone. */
    public EnablementState enablement(UnitName unit) {
        return installation.state(unit);
    }

    /** What presets say of the unit, and which line decides (SYSTEMD.md 6). */
    public PresetDecision preset(UnitName unit) {
        return presets.get().decide(unit);
    }

    /** What units get that do not say it themselves, from {@code system.conf} and the files beside it. */
    public ManagerDefaults managerDefaults() {
        return managerDefaults.get();
    }

    /** The names of all settings of systemd itself that those files make, known or not. */
    public SortedSet<String> managerSettings() {
        return ManagerFiles.assignments(files, searchPath, version).stream()
                .map(UnitFile.Assignment::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * All that {@code systemctl} and hands leave of a unit below /etc and /run: fragment, drop-ins, their directory's files, links, masks,
     * .control files. Directories themselves are not among them.
     */
    public SortedMap<HostPath, FileState> remains(UnitName unit) {
        return Remains.of(unit, files, searchPath, links.get());
    }

    /**
     * The file systemd would load the unit from if its {@link #remains} were gone: that of a package, which they hid. Looks for this one
     * unit and makes no other tree, since a host may have thousands of units that go.
     */
    public Optional<HostPath> fragmentWithoutRemains(UnitName unit) {
        return names.fragmentWithout(unit, remains(unit).keySet());
    }

    private Optional<MergedUnit.Source> source(HostPath path) {
        return parse(path).map(file -> new MergedUnit.Source(path, file));
    }

    private Optional<UnitFile> parse(HostPath path) {
        return parsed.computeIfAbsent(path, key -> files.read(key).map(UnitFile::parse));
    }
}
