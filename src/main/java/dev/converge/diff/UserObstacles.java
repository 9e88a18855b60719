package dev.converge.diff;

import dev.converge.desired.DesiredHost;
import dev.converge.observed.ObservedHost;
import dev.converge.observed.ObservedUser;
import dev.converge.unit.FileState;
import dev.converge.unit.HostPath;
import dev.converge.unit.Owner;
import dev.converge.unit.UserAccount;
import dev.converge.unit.UserName;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What keeps user units from being what is declared: no such user, no home, a manager that does not answer, and whatever in the home is not
 * plainly the user's. Users own their homes and may put links there; converge follows none of them.
 */
final class UserObstacles {

    private UserObstacles() {}

    static List<Obstacle> unknownUsers(DesiredHost desired, ObservedHost observed) {
        List<UserName> known = observed.userManagers().stream()
                .map(user -> user.account().name())
                .toList();
        return desired.users().stream()
                .filter(user -> !known.contains(user))
                .map(user ->
                        new Obstacle(UserAccount.linger(user), "the host has no user named '" + user + "' with a home"))
                .toList();
    }

    /**
     * @param owner of what converge writes there
     * @param changes in the user's home
     */
    static List<Obstacle> of(ObservedUser user, Owner owner, List<Change> changes) {
        UserAccount account = user.account();
        List<Obstacle> obstacles = new ArrayList<>();
        for (HostPath fifo : user.fifos()) {
            obstacles.add(new Obstacle(
                    fifo, "it is a FIFO named like a drop-in: the manager of user " + account.name() + " would hang"));
        }
        if (user.state() == ObservedUser.State.SILENT) {
            obstacles.add(new Obstacle(
                    account.searchPath().config(),
                    "the manager of user " + account.name() + " does not answer; see the journal of "
                            + account.manager()));
        }
        if (!changes.isEmpty()) {
            if (user.tree().at(account.home()) instanceof FileState.Absent) {
                obstacles.add(new Obstacle(account.home(), "the home of user " + account.name() + " does not exist"));
            }
            ancestors(account.home(), changes).stream()
                    .filter(path -> !isPassable(user.tree().at(path)))
                    .map(path ->
                            new Obstacle(path, "it is no directory, and below the home of a user no link is followed"))
                    .forEach(obstacles::add);
        }
        changes.stream()
                .filter(change -> change.before() instanceof FileState.Regular file
                        && !file.owner().equals(owner))
                .map(change -> new Obstacle(
                        change.path(), "it does not belong to user " + account.name() + ", who has to own it"))
                .forEach(obstacles::add);
        return obstacles;
    }

    private static boolean isPassable(FileState state) {
        return state instanceof FileState.Directory || state instanceof FileState.Absent;
    }

    private static Set<HostPath> ancestors(HostPath home, List<Change> changes) {
        Set<HostPath> ancestors = new LinkedHashSet<>();
        for (Change change : changes) {
            HostPath above = change.path();
            while (!above.equals(home)) {
                above = above.parent();
                ancestors.add(above);
            }
        }
        return ancestors;
    }
}
