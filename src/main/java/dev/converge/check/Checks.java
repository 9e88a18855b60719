package dev.converge.check;

import dev.converge.desired.DesiredHost;
import dev.converge.finding.Finding;
import dev.converge.observed.ObservedHost;
import dev.converge.observed.ObservedUser;
import dev.converge.unit.UserName;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** All checks. */
public final class Checks {

    private static final List<Check> ALL = List.of(
            new HazardCheck(),
            new StrayUnitCheck(),
            new DuplicateExecutableCheck(),
            new DuplicateProcessCheck(),
            new ExclusiveCheck(),
            new PortConflictCheck(),
            new DuplicateResourceCheck(),
            new NameShadowedCheck(),
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

    /** Those that make sense for the managers of users, which have no presets of their own and whose strays are theirs. */
    private static final List<Check> OF_USERS = List.of(
            new MisplacedStartLimitCheck(),
            new StartLimitCheck(),
            new UnknownDirectiveCheck(),
            new HandEditCheck(),
            new ReloadCheck());

    /** The worst first, then by unit. */
    static final Comparator<Finding> ORDER = Comparator.comparing(Finding::severity)
            .thenComparing(finding -> finding.unit().map(Object::toString).orElse(""))
            .thenComparing(Finding::code)
            .thenComparing(Finding::message)
            .thenComparing(finding -> finding.user().map(Object::toString).orElse(""));

    private Checks() {}

    /** The findings on one host: the worst first, then by unit. */
    public static List<Finding> all(DesiredHost desired, ObservedHost observed) {
        Look look = new Look(desired, observed.ofSystem());
        Stream<Finding> system = ALL.stream().flatMap(check -> check.findings(look).stream());
        Stream<Finding> users = observed.userManagers().stream().flatMap(user -> ofUser(desired, observed, user, look));
        return Stream.concat(system, users).sorted(ORDER).toList();
    }

    private static Stream<Finding> ofUser(DesiredHost desired, ObservedHost observed, ObservedUser user, Look system) {
        UserName name = user.account().name();
        Look look = new Look(desired.of(name), observed.of(user));
        Stream<Finding> alone = OF_USERS.stream().flatMap(check -> check.findings(look).stream());
        return Stream.concat(alone, UserTwins.of(system, look).stream()).map(finding -> finding.of(name));
    }
}
