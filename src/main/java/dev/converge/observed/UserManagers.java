package dev.converge.observed;

import dev.converge.unit.FileState;
import dev.converge.unit.HostPath;
import dev.converge.unit.SystemdVersion;
import dev.converge.unit.UnitTree;
import dev.converge.unit.UserAccount;
import dev.converge.unit.UserName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The managers of users: section {@code accounts}, whose lines are those of the user database, and for each user {@code fifos NAME},
 * {@code units NAME}, {@code show NAME}, or {@code silent NAME} when the manager runs and did not answer.
 */
final class UserManagers {

    private static final Pattern ACCOUNT =
            Pattern.compile("([^:]*):[^:]*:([0-9]{1,9}):([0-9]{1,9}):[^:]*:([^:]*)(?::.*)?");

    private final ProbeAnswer answer;
    private final Map<HostPath, FileState> files;
    private final SystemdVersion version;
    private final ProbeRequest request;

    UserManagers(ProbeAnswer answer, Map<HostPath, FileState> files, SystemdVersion version, ProbeRequest request) {
        this.answer = answer;
        this.files = files;
        this.version = version;
        this.request = request;
    }

    /** Those that exist, as the database lists them. An entry that is no ordinary one counts as none: no home, or no plain path. */
    List<ObservedUser> read() {
        List<ObservedUser> users = new ArrayList<>();
        for (String line : answer.lines("accounts")) {
            account(line).map(this::user).ifPresent(users::add);
        }
        return users;
    }

    private static Optional<UserAccount> account(String line) {
        Matcher fields = ACCOUNT.matcher(line);
        if (!fields.matches() || !UserName.isValid(fields.group(1)) || !HostPath.isValid(fields.group(4))) {
            return Optional.empty();
        }
        return Optional.of(new UserAccount(
                new UserName(fields.group(1)),
                Integer.parseInt(fields.group(2)),
                Integer.parseInt(fields.group(3)),
                new HostPath(fields.group(4))));
    }

    private ObservedUser user(UserAccount account) {
        List<HostPath> fifos = answer.lines("fifos " + account.name()).stream()
                .filter(path -> HostPath.isValid("/" + path))
                .map(path -> new HostPath("/" + path))
                .toList();
        return new ObservedUser(
                account,
                state(account.name()),
                UnitTree.of(files, account.searchPath(), version),
                Units.read(answer, account, request.units()),
                fifos);
    }

    private ObservedUser.State state(UserName name) {
        if (answer.find("silent " + name).isPresent()) {
            return ObservedUser.State.SILENT;
        }
        return answer.find("show " + name).isPresent() ? ObservedUser.State.RUNNING : ObservedUser.State.DOWN;
    }
}
