package dev.converge.unit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;

/**
 * What the files of one unit say of other units, with what systemd adds by the kind of the unit: systemd.unit(5), "Implicit dependencies".
 * Left out is what every unit has by default, such as {@code Requires=sysinit.target}.
 *
 * @param after it is started after these and stopped before them
 * @param before it is started before these and stopped after them
 * @param needs when one of these is stopped or restarted, so is it
 * @param takes when it is stopped, so are these
 * @param conflicts it is stopped when one of these starts, and the other way round
 * @param triggers what it starts by itself: the service of a socket, the unit of a timer or path, the mount of an automount
 */
record Relations(
        SequencedSet<UnitName> after,
        SequencedSet<UnitName> before,
        SequencedSet<UnitName> needs,
        SequencedSet<UnitName> takes,
        SequencedSet<UnitName> conflicts,
        Optional<UnitName> triggers) {

    static final Relations NONE = new Relations(none(), none(), none(), none(), none(), Optional.empty());

    private static final String UNIT = "Unit";
    private static final List<String> MOUNTED = List.of("WorkingDirectory", "RootDirectory", "RootImage");

    private static SequencedSet<UnitName> none() {
        return Collections.unmodifiableSequencedSet(new LinkedHashSet<>());
    }

    /** The units in any relation. */
    Set<UnitName> all() {
        Set<UnitName> all = new HashSet<>(after);
        List.of(before, needs, takes, conflicts).forEach(all::addAll);
        triggers.ifPresent(all::add);
        return all;
    }

    /** Reads the relations of a unit that has files. */
    static Relations of(UnitName unit, MergedUnit merged, UnitTree tree) {
        return new Reading(unit, merged, tree).relations();
    }

    private record Reading(UnitName unit, MergedUnit merged, UnitTree tree) {

        Relations relations() {
            SequencedSet<UnitName> required = units("Requires", "BindsTo", "BindTo");
            required.addAll(tree.linkedFrom(unit, ".requires"));
            SequencedSet<UnitName> mounts = mounts();
            SequencedSet<UnitName> slices = slices();
            SequencedSet<UnitName> after = units("After");
            SequencedSet<UnitName> before = units("Before");
            after.addAll(mounts);
            after.addAll(slices);
            after.addAll(sockets());
            if (unit.type() == UnitType.TARGET) {
                after.addAll(members(required, before));
            }
            Optional<UnitName> triggers = triggered();
            triggers.ifPresent(before::add);
            SequencedSet<UnitName> needs = new LinkedHashSet<>(required);
            needs.addAll(units("PartOf", "StopPropagatedFrom"));
            needs.addAll(mounts);
            needs.addAll(slices);
            return new Relations(after, before, needs, units("PropagatesStopTo"), units("Conflicts"), triggers);
        }

        /** A target is reached after all that it pulls in, unless they say that it comes first. */
        private SequencedSet<UnitName> members(SequencedSet<UnitName> required, SequencedSet<UnitName> before) {
            SequencedSet<UnitName> members = new LinkedHashSet<>(required);
            members.addAll(units("Wants"));
            members.addAll(tree.linkedFrom(unit, ".wants"));
            members.removeAll(before);
            return merged.says(UNIT, "DefaultDependencies", "no") ? new LinkedHashSet<>() : members;
        }

        private Optional<UnitName> triggered() {
            return switch (unit.type()) {
                case SOCKET ->
                    merged.says("Socket", "Accept", "yes") ? Optional.empty() : named("Socket", "Service", "service");
                case TIMER -> named("Timer", "Unit", "service");
                case PATH -> named("Path", "Unit", "service");
                case AUTOMOUNT -> UnitName.parse(unit.stem() + ".mount");
                case SERVICE, DEVICE, MOUNT, SWAP, TARGET, SLICE, SCOPE -> Optional.empty();
            };
        }

        private Optional<UnitName> named(String section, String directive, String suffix) {
            List<String> named = merged.value(section, directive).map(MergedUnit.Setting::value).stream()
                    .toList();
            return Specifiers.ofValues(unit).expand(named).stream()
                    .flatMap(name -> UnitName.parse(name).stream())
                    .findFirst()
                    .or(() -> UnitName.parse(unit.stem() + "." + suffix))
                    .map(tree::mainName);
        }

        private SequencedSet<UnitName> sockets() {
            return unit.type() == UnitType.SERVICE ? units("Service", List.of("Sockets")) : new LinkedHashSet<>();
        }

        /** The slice a unit runs in, and for a slice those it lies in. */
        private SequencedSet<UnitName> slices() {
            if (unit.type() != UnitType.SLICE) {
                return units(unit.type().section(), List.of("Slice"));
            }
            SequencedSet<UnitName> slices = new LinkedHashSet<>();
            int dash = unit.stem().lastIndexOf('-');
            if (dash > 0) {
                UnitName.parse(unit.stem().substring(0, dash) + ".slice").ifPresent(slices::add);
            }
            return slices;
        }

        private SequencedSet<UnitName> mounts() {
            SequencedSet<UnitName> mounts = new LinkedHashSet<>();
            words(UNIT, "RequiresMountsFor").forEach(path -> mounts.addAll(MountNames.above(path)));
            for (String directive : MOUNTED) {
                merged.value(unit.type().section(), directive)
                        .map(MergedUnit.Setting::value)
                        .filter(path -> path.startsWith("/"))
                        .ifPresent(path -> mounts.addAll(MountNames.above(path)));
            }
            if (unit.type() == UnitType.MOUNT || unit.type() == UnitType.AUTOMOUNT) {
                mounts.addAll(MountNames.above(unit));
            }
            return mounts;
        }

        private SequencedSet<UnitName> units(String... directives) {
            return units(UNIT, List.of(directives));
        }

        private SequencedSet<UnitName> units(String section, List<String> directives) {
            SequencedSet<UnitName> units = new LinkedHashSet<>();
            for (String directive : directives) {
                words(section, directive)
                        .forEach(
                                word -> UnitName.parse(word).map(tree::mainName).ifPresent(units::add));
            }
            units.remove(unit);
            return units;
        }

        private List<String> words(String section, String directive) {
            List<String> words = new ArrayList<>();
            merged.values(section, directive).forEach(setting -> words.addAll(Words.of(setting.value())));
            return Specifiers.ofValues(unit).expand(words);
        }
    }
}
