package dev.converge.explain;

import dev.converge.observed.ObservedUnit;
import dev.converge.observed.UnitQuery;
import dev.converge.unit.DropIn;
import dev.converge.unit.EnablementState;
import dev.converge.unit.HostPath;
import dev.converge.unit.ManagerDefaults;
import dev.converge.unit.MergedUnit;
import dev.converge.unit.RestartVerdict;
import dev.converge.unit.StartLimit;
import dev.converge.unit.StartLimitRemedy;
import dev.converge.unit.UnitName;
import dev.converge.unit.UnitTree;
import dev.converge.unit.UnitType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Explains a unit of a host that was looked at. */
public final class Explanations {

    private Explanations() {}

    /** What to ask the host for. */
    public static UnitQuery query(UnitName unit) {
        return new UnitQuery(unit, LiveProperties.of(unit.type()));
    }

    /** Nothing when no file, link or process of the host has to do with such a unit. */
    public static Optional<Explanation> of(ObservedUnit observed) {
        return exists(observed) ? Optional.of(explain(observed)) : Optional.empty();
    }

    private static boolean exists(ObservedUnit observed) {
        UnitTree tree = observed.host().tree();
        return tree.enablement(observed.unit()) != EnablementState.NOT_FOUND
                || !tree.remains(observed.unit()).isEmpty()
                || !tree.startLinks(observed.unit()).isEmpty()
                || observed.property("LoadState").filter("loaded"::equals).isPresent()
                || observed.host()
                        .runtime(observed.unit())
                        .filter(runtime -> runtime.holdsAnything())
                        .isPresent();
    }

    private static Explanation explain(ObservedUnit observed) {
        UnitTree tree = observed.host().tree();
        UnitName unit = tree.mainName(observed.unit());
        Definition definition = definition(tree, unit);
        Optional<MergedUnit> merged = tree.merged(unit);
        Optional<MergedUnit> service = merged.filter(found -> unit.type() == UnitType.SERVICE);
        Settings settings = new Settings(tree, unit);
        List<ExplainedSetting> explained = merged.map(settings::explain).orElse(List.of());
        return new Explanation(
                observed.unit(),
                unit,
                tree.names(unit).stream().filter(name -> !name.equals(unit)).toList(),
                definition,
                explained,
                settings.flaws(read(definition)),
                new Explanation.Startup(tree.preset(unit), tree.enablement(unit), tree.startLinks(unit)),
                service.map(found -> RestartVerdict.of(found, tree.managerDefaults())),
                service.flatMap(found -> RestartVerdict.whenStartsHang(found, tree.managerDefaults())),
                service.flatMap(found -> restartRemedy(found, tree.managerDefaults())),
                LiveComparison.of(observed, unit, definition, explained),
                observed.host().hazards());
    }

    private static Optional<String> restartRemedy(MergedUnit service, ManagerDefaults defaults) {
        return RestartVerdict.of(service, defaults).kind() == RestartVerdict.Kind.UNBOUNDED
                ? Optional.of(StartLimitRemedy.yaml(StartLimit.of(service, defaults)))
                : Optional.empty();
    }

    private static Definition definition(UnitTree tree, UnitName unit) {
        Optional<HostPath> fragment = tree.fragment(unit);
        return new Definition(
                fragment,
                fragment.flatMap(path -> tree.realPath(path).filter(real -> !real.equals(path))),
                unit.template()
                        .filter(template -> fragment.filter(path -> path.name().equals(template.value()))
                                .isPresent()),
                tree.isMasked(unit),
                tree.hiddenFragments(unit),
                tree.merged(unit).isPresent() ? tree.examinedDropIns(unit) : unread(tree.examinedDropIns(unit)));
    }

    /** Without a unit file systemd reads no drop-in. */
    private static List<DropIn> unread(List<DropIn> dropIns) {
        return dropIns.stream()
                .map(dropIn -> dropIn.isApplied() ? new DropIn(dropIn.path(), new DropIn.Fate.WithoutUnit()) : dropIn)
                .toList();
    }

    private static List<HostPath> read(Definition definition) {
        List<HostPath> read = new ArrayList<>();
        definition.fragment().filter(path -> !definition.isMasked()).ifPresent(read::add);
        read.addAll(definition.applied());
        return read;
    }
}
