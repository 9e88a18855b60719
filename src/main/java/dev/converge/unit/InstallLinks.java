package dev.converge.unit;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The links that {@code systemctl enable} makes for one unit from its {@code [Install]} section. */
final class InstallLinks {

    private static final List<String> DEPENDENCIES = List.of(".wants", ".requires");

    /** Or some version between this and 247; both were measured. */
    private static final int TEMPLATES_FOR_TEMPLATES_SINCE = 252;

    private final HostPath directory;
    private final UnitName unit;
    private final HostPath file;
    private final SortedMap<HostPath, FileState.Link> links = new TreeMap<>();

    private InstallLinks(HostPath directory, UnitName unit, HostPath file) {
        this.directory = directory;
        this.unit = unit;
        this.file = file;
    }

    /**
     * @param directory where the links go
     * @param file what the links lead to: the unit's file, for a unit linked from elsewhere the file there
     * @throws IllegalArgumentException never for names that come from a parsed section: those that are none are passed over
     */
    static SortedMap<HostPath, FileState.Link> of(
            HostPath directory, UnitName unit, HostPath file, InstallSection install, SystemdVersion version) {
        InstallLinks links = new InstallLinks(directory, unit, file);
        UnitName started = install.defaultInstance().map(unit::withInstance).orElse(unit);
        if (!started.isTemplate() || version.isAtLeast(TEMPLATES_FOR_TEMPLATES_SINCE)) {
            links.addDependencies(install.wantedBy(), ".wants", started);
            links.addDependencies(install.requiredBy(), ".requires", started);
            links.addDependencies(install.upheldBy(), ".upholds", started);
        }
        install.aliases().forEach(links::addAlias);
        return links.links;
    }

    /** A template without an instance can only be wanted by templates and instances, which hand on theirs. */
    private void addDependencies(List<String> wanting, String suffix, UnitName started) {
        for (String word : wanting) {
            UnitName.parse(word)
                    .filter(name -> !started.isTemplate()
                            || name.isTemplate()
                            || name.instance().isPresent())
                    .ifPresent(name -> add(directory.resolve(name + suffix).resolve(started.value())));
        }
    }

    private void addAlias(String word) {
        int slash = word.lastIndexOf('/');
        if (slash >= 0) {
            addAliasIn(word.substring(0, slash), word.substring(slash + 1));
            return;
        }
        Optional<UnitName> alias = UnitName.parse(word)
                .map(name -> name.isTemplate() && unit.instance().isPresent()
                        ? name.withInstance(unit.instance().get())
                        : name);
        alias.filter(name -> !name.equals(unit) && NameMap.mayBeAliasOf(name, unit))
                .ifPresent(name -> add(directory.resolve(name.value())));
    }

    /** The old way to say {@code WantedBy=}: {@code Alias=multi-user.target.wants/foo@%i.service}. The name has to stay the unit's own. */
    private void addAliasIn(String child, String name) {
        Optional<UnitName> wanting = DEPENDENCIES.stream()
                .filter(child::endsWith)
                .flatMap(suffix -> UnitName.parse(child.substring(0, child.length() - suffix.length())).stream())
                .findFirst();
        boolean own = name.equals(unit.value())
                && (!unit.isTemplate() || wanting.filter(UnitName::isTemplate).isPresent());
        boolean instance = UnitName.parse(name)
                .flatMap(UnitName::template)
                .filter(unit::equals)
                .isPresent();
        if (wanting.isPresent() && (own || instance)) {
            add(directory.resolve(child).resolve(name));
        }
    }

    private void add(HostPath path) {
        links.put(path, new FileState.Link(file.value()));
    }
}
