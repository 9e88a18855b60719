package dev.converge.diff;

import dev.converge.desired.DesiredHost;
import dev.converge.desired.DesiredPlay;
import dev.converge.desired.DesiredUnit;
import dev.converge.observed.ObservedHost;
import dev.converge.observed.ObservedUser;
import dev.converge.unit.Content;
import dev.converge.unit.FileMode;
import dev.converge.unit.FileState;
import dev.converge.unit.HostPath;
import dev.converge.unit.PlayName;
import dev.converge.unit.UserName;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Users whose units are to run without a login: those with a unit that is declared started or enabled. Lingering is a file, and it makes
 * their managers run from boot on; what somebody else set stays theirs.
 */
final class Linger {

    private Linger() {}

    static void add(DesiredHost desired, ObservedHost observed, TreeEdit edit) {
        for (ObservedUser user : observed.userManagers()) {
            UserName name = user.account().name();
            HostPath path = user.account().linger();
            wantedBy(desired, name).ifPresent(play -> {
                if (observed.tree().at(path) instanceof FileState.Absent) {
                    FileState file = new FileState.Regular(Content.of(""), FileMode.UNIT_FILE, observed.writer());
                    Reason reason = new Reason("units of user " + name + " run without a login");
                    edit.put(path, file, Content::equals, reason, play);
                } else if (observed.manifest().entry(path).isPresent()) {
                    edit.keep(path, play);
                }
            });
        }
    }

    /** What starts the managers that should run and do not. */
    static Stream<UnitEffect> starts(DesiredHost desired, ObservedHost observed) {
        return observed.userManagers().stream()
                .filter(user -> observed.systemd().isPresent() && user.state() == ObservedUser.State.DOWN)
                .filter(user -> wantedBy(desired, user.account().name()).isPresent())
                .map(user -> new UnitEffect.Starts(
                        user.account().manager(),
                        new Reason("runs the units of user " + user.account().name())));
    }

    private static Optional<PlayName> wantedBy(DesiredHost desired, UserName user) {
        return desired.of(user).plays().stream()
                .filter(play -> wants(play.units()))
                .map(DesiredPlay::name)
                .findFirst();
    }

    private static boolean wants(List<DesiredUnit> units) {
        return units.stream().anyMatch(DesiredUnit::isWanted);
    }
}
