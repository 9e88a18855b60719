package dev.converge.explain;

import dev.converge.unit.DropIn;
import dev.converge.unit.HostPath;
import dev.converge.unit.UnitName;
import java.util.List;
import java.util.Optional;

/**
 * The files that a unit is made of.
 *
 * @param fragment its unit file, where systemd finds it
 * @param linkedTo where that file really is when it is a link
 * @param template the template whose file it is
 * @param isMasked whether the file is a link to {@code /dev/null} or empty: such a unit cannot start
 * @param hidden files of the same name that the fragment keeps from being read
 * @param dropIns every file in its drop-in directories, those that are read first and in the order they apply
 */
public record Definition(
        Optional<HostPath> fragment,
        Optional<HostPath> linkedTo,
        Optional<UnitName> template,
        boolean isMasked,
        List<HostPath> hidden,
        List<DropIn> dropIns) {

    public Definition {
        hidden = List.copyOf(hidden);
        dropIns = List.copyOf(dropIns);
    }

    /** The drop-ins that are read, in the order they apply. */
    public List<HostPath> applied() {
        return dropIns.stream().filter(DropIn::isApplied).map(DropIn::path).toList();
    }
}
