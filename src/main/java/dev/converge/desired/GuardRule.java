package dev.converge.desired;

import dev.converge.unit.Directive;
import dev.converge.unit.Directives;
import dev.converge.unit.Glob;
import dev.converge.unit.ManagerDefaults;
import dev.converge.unit.MergedUnit;
import dev.converge.unit.RestartVerdict;
import dev.converge.unit.UnitName;
import dev.converge.unit.UnitOrigin;
import dev.converge.unit.UnitType;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Undeclared units that match get what they lack.
 *
 * @param restart the start limit of a service whose restarts nothing would ever stop
 * @param resources what a unit gets that leaves it unset, one by one
 */
public record GuardRule(
        List<Glob> match, List<Glob> except, Origin origin, List<GuardSetting> restart, List<GuardSetting> resources) {

    /** The units that guards are for: those with a cgroup that systemd makes from a file. */
    public static final List<UnitType> TYPES =
            List.of(UnitType.SERVICE, UnitType.SOCKET, UnitType.MOUNT, UnitType.SWAP, UnitType.SLICE);

    /** Whose units a guard is for. */
    public enum Origin {
        LOCAL,
        PACKAGE,
        ANY;

        boolean covers(UnitOrigin origin) {
            return switch (this) {
                case LOCAL -> origin == UnitOrigin.LOCAL;
                case PACKAGE -> origin == UnitOrigin.PACKAGE;
                case ANY -> true;
            };
        }
    }

    public GuardRule {
        match = List.copyOf(match);
        except = List.copyOf(except);
        restart = List.copyOf(restart);
        resources = List.copyOf(resources);
    }

    /** The pattern that puts the unit under this guard, if one does. */
    Optional<Glob> matching(UnitName unit, UnitOrigin origin) {
        if (!TYPES.contains(unit.type())
                || !this.origin.covers(origin)
                || except.stream().anyMatch(glob -> glob.matches(unit))) {
            return Optional.empty();
        }
        return match.stream().filter(glob -> glob.matches(unit)).findFirst();
    }

    /**
     * What the unit gets: all of {@code restart} or none, and of {@code resources} what it does not set.
     *
     * @param bare the unit without any guard
     * @param defaults of its host
     */
    public List<GuardSetting> lackedBy(UnitType type, MergedUnit bare, ManagerDefaults defaults) {
        return Stream.concat(
                        loopsForEver(type, bare, defaults) ? restart.stream() : Stream.of(),
                        resources.stream()
                                .filter(setting -> Directives.find(type, setting.directive())
                                        .isPresent())
                                .filter(setting -> !sets(bare, type, setting)))
                .toList();
    }

    private static boolean loopsForEver(UnitType type, MergedUnit bare, ManagerDefaults defaults) {
        return type == UnitType.SERVICE && RestartVerdict.of(bare, defaults).kind() == RestartVerdict.Kind.UNBOUNDED;
    }

    /** Whether the unit has a word on it, {@code infinity} or an older name of it included. */
    private static boolean sets(MergedUnit bare, UnitType type, GuardSetting setting) {
        return bare.assignments().stream()
                .flatMap(written -> Directives.inSection(type, written.section(), written.name()).stream())
                .filter(directive -> directive.name().equals(setting.directive())
                        || directive.replacedBy().equals(Optional.of(setting.directive())))
                .anyMatch(directive -> isInForce(bare, directive));
    }

    private static boolean isInForce(MergedUnit bare, Directive directive) {
        return !bare.values(directive.section(), directive.name()).isEmpty();
    }
}
