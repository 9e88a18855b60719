package dev.converge.observed;

import dev.converge.unit.FileState;
import dev.converge.unit.HostPath;
import dev.converge.unit.UnitName;
import dev.converge.unit.UnitOrigin;
import dev.converge.unit.UnitTree;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Tells units of packages from those that people put on the host. */
public final class UnitOrigins {

    /** Where packages put units, in both spellings. */
    private static final List<HostPath> OF_PACKAGES =
            Stream.of("/usr/lib", "/lib").map(HostPath::new).toList();

    /** What is made anew at each boot or reload belongs to nobody. */
    private static final List<HostPath> MADE_UP = Stream.of("", ".early", ".late")
            .map(kind -> new HostPath("/run/systemd/generator" + kind))
            .toList();

    private static final HostPath TRANSIENT = new HostPath("/run/systemd/transient");

    private UnitOrigins() {}

    /**
     * Whose the unit's file is.
     *
     * @param packageOwned see {@link ObservedHost}
     * @return nothing when the unit has no file, is masked, generated or transient
     */
    public static Optional<UnitOrigin> of(UnitName unit, UnitTree tree, Map<HostPath, String> packageOwned) {
        return tree.fragment(unit)
                .filter(fragment -> !tree.isMasked(unit))
                .filter(fragment -> MADE_UP.stream().noneMatch(fragment::isBelow) && !fragment.isBelow(TRANSIENT))
                .map(fragment ->
                        packageOwned.containsKey(fragment) || isOfPackage(fragment) || leadsToPackage(tree.at(fragment))
                                ? UnitOrigin.PACKAGE
                                : UnitOrigin.LOCAL);
    }

    private static boolean isOfPackage(HostPath path) {
        return OF_PACKAGES.stream().anyMatch(path::isBelow);
    }

    /** A unit of a package that a link in /etc brings back, such as the one behind a mask of a lower directory. */
    private static boolean leadsToPackage(FileState fragment) {
        return fragment instanceof FileState.Link link
                && HostPath.isValid(link.target())
                && isOfPackage(new HostPath(link.target()));
    }
}
