package dev.converge.check;

import dev.converge.desired.DesiredHost;
import dev.converge.observed.ObservedHost;
import java.util.Comparator;
import java.util.List;

/** All checks. */
public final class Checks {

    private static final List<Check> ALL = List.of(
            new HazardCheck(),
            new StrayUnitCheck(),
            new PresetCheck(),
            new MisplacedStartLimitCheck(),
            new StartLimitCheck(),
            new NarrowStartLimitCheck(),
            new UnknownDirectiveCheck(),
            new UnsupportedDirectiveCheck(),
            new IgnoredValueCheck(),
            new MaskCheck(),
            new HandEditCheck(),
            new DanglingLinkCheck(),
            new ReloadCheck());

    private static final Comparator<Finding> ORDER = Comparator.comparing(Finding::severity)
            .thenComparing(finding -> finding.unit().map(Object::toString).orElse(""))
            .thenComparing(Finding::code)
            .thenComparing(Finding::message);

    private Checks() {}

    /** The findings on one host: the worst first, then by unit. */
    public static List<Finding> all(DesiredHost desired, ObservedHost observed) {
        Look look = new Look(desired, observed);
        return ALL.stream()
                .flatMap(check -> check.findings(look).stream())
                .sorted(ORDER)
                .toList();
    }
}
