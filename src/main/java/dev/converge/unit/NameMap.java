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
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Which file stands behind each unit name, and which names mean the same unit: what systemd keeps as its name map. Looks at names and
 * links only; no file is parsed.
 */
final class NameMap {

    /** As many aliases in a row as systemd follows. */
    private static final int MOST_ALIASES = 8;

    /** What the strongest directory that knows a name has there. */
    private sealed interface Entry {
        /** A unit file, a mask, or a link to a file out of the search path. */
        record File(HostPath path) implements Entry {}

        /** A link to another name within the search path. */
        record Alias(UnitName of) implements Entry {}
    }

    private final FileTree tree;
    private final SearchPath searchPath;
    private final Map<UnitName, Entry> entries = new HashMap<>();
    private final Set<UnitName> passedOver = new HashSet<>();
    private final Map<UnitName, SortedSet<UnitName>> aliases = new HashMap<>();

    NameMap(FileTree tree, SearchPath path) {
        this.tree = tree;
        searchPath = path;
        for (HostPath directory : path.directories()) {
            tree.list(directory)
                    .forEach((name, file) -> UnitName.parse(name)
                            .filter(unit -> !entries.containsKey(unit))
                            .ifPresent(unit -> enter(unit, file)));
        }
        entries.keySet().forEach(this::addAlias);
    }

    /** Names that have a file or a link at the top of a directory of the search path. Hidden ones are not listed, as in systemd. */
    NavigableSet<UnitName> names() {
        NavigableSet<UnitName> names = new TreeSet<>(entries.keySet());
        names.removeIf(name -> name.value().startsWith("."));
        return names;
    }

    /** The file a unit is loaded from: its own, or that of the unit it is an alias of, or for an instance that of its template. */
    Optional<HostPath> fragment(UnitName unit) {
        return resolve(unit).or(() -> unit.template().flatMap(this::resolve));
    }

    /** The same as if some paths were not there. */
    Optional<HostPath> fragmentWithout(UnitName unit, Set<HostPath> gone) {
        return resolve(unit, name -> strongest(name, gone))
                .or(() -> unit.template().flatMap(template -> resolve(template, name -> strongest(name, gone))));
    }

    /** The name systemd gives the unit: the one of the file behind an alias, with the instance put in. */
    UnitName mainName(UnitName unit) {
        return fragment(unit)
                .flatMap(path -> UnitName.parse(path.name()))
                .map(name -> instantiate(name, unit))
                .orElse(unit);
    }

    /** All names of a unit, the main one first. A template has only those of its file. */
    List<UnitName> allNames(UnitName unit) {
        UnitName main = mainName(unit);
        SortedSet<UnitName> others = new TreeSet<>();
        others.add(unit);
        others.addAll(aliases.getOrDefault(main, Collections.emptySortedSet()));
        main.template()
                .map(template -> aliases.getOrDefault(template, Collections.emptySortedSet()))
                .ifPresent(ofTemplate -> ofTemplate.forEach(alias -> others.add(instantiate(alias, main))));
        others.remove(main);
        others.removeIf(other -> !fragment(other).equals(fragment(unit)));
        List<UnitName> names = new ArrayList<>(List.of(main));
        names.addAll(others);
        return names;
    }

    /** Whether some directory has a file or link of the name or of its template, be it one that leads nowhere. */
    boolean isKnown(UnitName unit) {
        return entries.containsKey(unit)
                || unit.template().filter(entries::containsKey).isPresent();
    }

    /**
     * Whether the strongest directory that knows the name has a link there that PID 1 passes over: one to itself, or to a name that does
     * not go with it. {@code systemctl} does not pass over it and calls the unit bad.
     */
    boolean isPassedOver(UnitName unit) {
        return passedOver.contains(unit);
    }

    private Optional<HostPath> resolve(UnitName name) {
        return resolve(name, known -> Optional.ofNullable(entries.get(known)));
    }

    private static Optional<HostPath> resolve(UnitName name, Function<UnitName, Optional<Entry>> lookUp) {
        UnitName next = name;
        for (int hops = 0; hops < MOST_ALIASES; hops++) {
            Optional<Entry> entry = lookUp.apply(next);
            if (entry.isEmpty() && hops > 0) {
                entry = next.template().flatMap(lookUp);
            }
            if (entry.isEmpty()) {
                return Optional.empty();
            }
            switch (entry.get()) {
                case Entry.File file -> {
                    return Optional.of(file.path());
                }
                case Entry.Alias alias -> next = alias.of();
            }
        }
        return Optional.empty();
    }

    private void enter(UnitName unit, HostPath path) {
        Optional<Entry> entry = entry(unit, path);
        entry.ifPresent(found -> entries.put(unit, found));
        if (entry.isEmpty() && tree.at(path) instanceof FileState.Link) {
            passedOver.add(unit);
        }
    }

    private Optional<Entry> strongest(UnitName unit, Set<HostPath> gone) {
        return searchPath.directories().stream()
                .flatMap(directory -> Optional.ofNullable(tree.list(directory).get(unit.value())).stream())
                .filter(path -> !gone.contains(path))
                .flatMap(path -> entry(unit, path).stream())
                .findFirst();
    }

    private Optional<Entry> entry(UnitName unit, HostPath path) {
        return switch (tree.at(path)) {
            case FileState.Link link ->
                tree.target(path, link)
                        .filter(searchPath::contains)
                        .map(target -> alias(unit, target))
                        .orElse(Optional.of(new Entry.File(path)));
            case FileState.Regular file -> Optional.of(new Entry.File(path));
            case FileState.Directory directory -> Optional.empty();
            case FileState.Other other -> Optional.empty();
            case FileState.Absent absent -> Optional.empty();
        };
    }

    /** systemd passes over links to itself and links between names that do not go together. */
    private static Optional<Entry> alias(UnitName name, HostPath target) {
        return UnitName.parse(target.name())
                .filter(unit -> !unit.equals(name) && mayBeAliasOf(name, unit))
                .map(Entry.Alias::new);
    }

    /** Whether a link of the first name may stand for the second: same type, both plain, or both templates, or the same instance. */
    static boolean mayBeAliasOf(UnitName alias, UnitName unit) {
        boolean aliasable = switch (unit.type()) {
            case SERVICE, SOCKET, TARGET, DEVICE, TIMER, PATH -> true;
            case MOUNT, AUTOMOUNT, SWAP, SLICE, SCOPE -> false;
        };
        boolean sameKind =
                alias.isTemplate() == unit.isTemplate() && alias.instance().equals(unit.instance());
        boolean instanceOfTemplate = alias.instance().isPresent() && unit.isTemplate();
        return aliasable && alias.type() == unit.type() && (sameKind || instanceOfTemplate);
    }

    private void addAlias(UnitName name) {
        resolve(name)
                .flatMap(path -> UnitName.parse(path.name()))
                .map(unit -> instantiate(unit, name))
                .filter(unit -> !unit.equals(name))
                .ifPresent(unit ->
                        aliases.computeIfAbsent(unit, key -> new TreeSet<>()).add(name));
    }

    /** The template with the instance of the other name put in; any other name as it is. */
    private static UnitName instantiate(UnitName name, UnitName like) {
        return name.isTemplate() && like.instance().isPresent()
                ? name.withInstance(like.instance().get())
                : name;
    }
}
