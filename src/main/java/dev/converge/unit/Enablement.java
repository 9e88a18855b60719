package dev.converge.unit;

import java.util.List;
import java.util.Optional;

/**
 * Whether a unit starts by itself, decided from links as {@code systemctl is-enabled} decides it (SYSTEMD.md 7). Which links count
 * depends on where they lie: those in /etc more than those in /run, those at the top only if the unit's file asks for them.
 */
final class Enablement {

    private final SearchPath searchPath;
    private final LinkIndex links;
    private final UnitName unit;
    private final HostPath file;
    private final InstallSection install;

    /** @param file the unit's file at the end of all links */
    Enablement(SearchPath searchPath, LinkIndex links, UnitName unit, HostPath file, InstallSection install) {
        this.searchPath = searchPath;
        this.links = links;
        this.unit = unit;
        this.file = file;
        this.install = install;
    }

    EnablementState state() {
        Optional<EnablementState> asked = byLinks(true);
        if (asked.isPresent()) {
            return asked.get();
        }
        if (byLinks(false).isPresent()) {
            return EnablementState.INDIRECT;
        }
        if (install.hasRules()) {
            return EnablementState.DISABLED;
        }
        return install.also().isEmpty() ? EnablementState.STATIC : EnablementState.INDIRECT;
    }

    /** @param knownOnly whether only links count whose name is the unit's, or one that {@code systemctl enable} would give it */
    private Optional<EnablementState> byLinks(boolean knownOnly) {
        if (links.of(unit).isEmpty()) {
            return Optional.empty();
        }
        boolean enabledInRuntime = false;
        boolean enabledElsewhere = false;
        boolean linkedInConfig = false;
        boolean linkedInRuntime = false;
        boolean belowTheFile = false;
        for (HostPath directory : searchPath.directories()) {
            boolean weaker = belowTheFile;
            List<LinkIndex.Found> here = links.of(unit).stream()
                    .filter(found -> found.directory().equals(directory))
                    .toList();
            if (here.stream().anyMatch(found -> enables(found, knownOnly, weaker))) {
                if (directory.equals(searchPath.config())) {
                    return Optional.of(EnablementState.ENABLED);
                }
                enabledInRuntime |= SearchPath.isRuntime(directory);
                enabledElsewhere |= !SearchPath.isRuntime(directory);
            } else if (here.stream().anyMatch(found -> linksTheUnit(found, weaker))) {
                linkedInConfig |= directory.equals(searchPath.config());
                linkedInRuntime |= SearchPath.isRuntime(directory);
            }
            belowTheFile |= file.isBelow(directory);
        }
        if (enabledInRuntime) {
            return Optional.of(EnablementState.ENABLED_RUNTIME);
        }
        if (enabledElsewhere && unit.instance().isPresent()) {
            return Optional.of(EnablementState.STATIC);
        }
        if (linkedInConfig) {
            return Optional.of(EnablementState.LINKED);
        }
        return linkedInRuntime ? Optional.of(EnablementState.LINKED_RUNTIME) : Optional.empty();
    }

    private boolean enables(LinkIndex.Found found, boolean knownOnly, boolean weaker) {
        if (linksTheUnit(found, weaker)) {
            return false;
        }
        boolean named = (found.dependency() || !weaker) && isNamedLikeTheUnit(found);
        boolean leads =
                (found.dependency() && links.namesDecide()) ? isInstanceOfTheUnit(found) : leadsToTheUnit(found);
        return (named || leads) && (!knownOnly || isKnownName(found.name()));
    }

    /** A link at the top with the unit's own name to a file of that name: it says where the file is, not that it starts. */
    private boolean linksTheUnit(LinkIndex.Found found, boolean weaker) {
        return !found.dependency() && !weaker && isNamedLikeTheUnit(found) && leadsToTheUnit(found);
    }

    private boolean isNamedLikeTheUnit(LinkIndex.Found found) {
        return found.name().equals(unit.value());
    }

    private boolean leadsToTheUnit(LinkIndex.Found found) {
        return found.link().targetName().equals(unit.value());
    }

    private boolean isInstanceOfTheUnit(LinkIndex.Found found) {
        return UnitName.parse(found.name())
                .flatMap(UnitName::template)
                .filter(unit::equals)
                .isPresent();
    }

    private boolean isKnownName(String name) {
        return name.equals(unit.value())
                || install.writtenAliases().contains(name)
                || install.defaultInstance()
                        .map(unit::withInstance)
                        .filter(instance -> instance.value().equals(name))
                        .isPresent();
    }
}
