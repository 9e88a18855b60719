package dev.converge.unit;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** What {@code [Install]} of units comes to in a tree: the links that enabling makes, and whether they are there (SYSTEMD.md 6). */
final class Installation {

    private final UnitTree tree;
    private final FileTree files;
    private final NameMap names;
    private final DropIns dropIns;
    private final Lazy<LinkIndex> links;
    private final SearchPath searchPath;
    private final SystemdVersion version;

    /** @param tree whose units these are; the others are what it knows itself */
    Installation(UnitTree tree, FileTree files, NameMap names, DropIns dropIns, Lazy<LinkIndex> links) {
        this.tree = tree;
        this.files = files;
        this.names = names;
        this.dropIns = dropIns;
        this.links = links;
        this.searchPath = tree.searchPath();
        this.version = tree.version();
    }

    /** Path and target of what {@link UnitTree#installLinks} tells. */
    SortedMap<HostPath, FileState.Link> links(UnitName unit) {
        SortedMap<HostPath, FileState.Link> wanted = new TreeMap<>();
        Set<UnitName> seen = new HashSet<>();
        Deque<UnitName> waiting = new ArrayDeque<>(List.of(tree.mainName(unit)));
        while (!waiting.isEmpty()) {
            UnitName next = waiting.removeFirst();
            Optional<HostPath> file = tree.fragment(next).flatMap(this::fileOf).filter(this::isInstallable);
            if (file.isPresent() && seen.add(next) && !tree.isMasked(next)) {
                InstallSection install = install(next);
                InstallLinks.of(searchPath.config(), next, file.get(), install, version)
                        .forEach((path, link) -> wanted.put(path, standing(path, link)));
                install.also()
                        .forEach(
                                also -> UnitName.parse(also).map(tree::mainName).ifPresent(waiting::add));
            }
        }
        return Collections.unmodifiableSortedMap(wanted);
    }

    /** systemd's word for whether the unit starts by itself. */
    EnablementState state(UnitName unit) {
        if (tree.fragment(unit).isEmpty() || names.isPassedOver(unit)) {
            return names.isKnown(unit) ? EnablementState.BAD : EnablementState.NOT_FOUND;
        }
        HostPath fragment = tree.fragment(unit).get();
        if (tree.isMasked(unit)) {
            return SearchPath.isRuntime(fragment) ? EnablementState.MASKED_RUNTIME : EnablementState.MASKED;
        }
        UnitName main = tree.mainName(unit);
        if (tree.unitFile(fragment).isEmpty() || installParts(main).stream().anyMatch(UnitFile::isBroken)) {
            return EnablementState.BAD;
        }
        HostPath real = fileOf(fragment).orElse(fragment);
        if (!real.name().equals(unit.value()) && main.instance().isEmpty()) {
            return EnablementState.ALIAS;
        }
        if (searchPath.isGenerated(fragment)) {
            return EnablementState.GENERATED;
        }
        return searchPath.isTransient(fragment)
                ? EnablementState.TRANSIENT
                : new Enablement(searchPath, links.get(), main, real, install(main)).state();
    }

    /** A file that systemd cannot read to its end installs nothing. */
    private InstallSection install(UnitName unit) {
        List<UnitFile> parts = installParts(unit);
        return parts.stream().anyMatch(UnitFile::isBroken)
                ? InstallSection.NONE
                : InstallSection.of(unit, parts, version);
    }

    /** What {@code systemctl enable} reads of a unit: the fragment and the drop-ins it knows. */
    private List<UnitFile> installParts(UnitName unit) {
        List<HostPath> paths = new ArrayList<>();
        tree.fragment(unit).ifPresent(paths::add);
        paths.addAll(dropIns.forInstall(unit));
        return paths.stream().flatMap(path -> tree.unitFile(path).stream()).toList();
    }

    /** Where a unit's file really is: in the search path, or out of it for a linked unit. */
    private Optional<HostPath> fileOf(HostPath fragment) {
        return files.at(fragment) instanceof FileState.Link ? files.follow(fragment) : Optional.of(fragment);
    }

    private boolean isInstallable(HostPath file) {
        return !searchPath.isGenerated(file) && !searchPath.isTransient(file);
    }

    /** The link that stands there already when it leads to the same file, in whatever spelling; else the one that is wanted. */
    private FileState.Link standing(HostPath path, FileState.Link wanted) {
        return files.at(path) instanceof FileState.Link link
                        && files.follow(path).equals(files.target(path, wanted).flatMap(files::follow))
                ? link
                : wanted;
    }
}
