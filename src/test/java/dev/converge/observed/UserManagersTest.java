package dev.converge.observed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.converge.host.CommandResult;
import dev.converge.unit.HostPath;
import dev.converge.unit.SystemdVersion;
import dev.converge.unit.UnitName;
import dev.converge.unit.UserName;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UserManagersTest {

    private static final UnitName SYNC = new UnitName("sync.service");
    private static final ProbeRequest REQUEST = new ProbeRequest(
            Optional.empty(),
            List.of(SYNC),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            Optional.empty(),
            List.of(new UserName("alice"), new UserName("bob")));

    private static List<ObservedUser> read(String sections) throws Exception {
        String answer = "BEGIN n\n" + sections.replace("@", "\n@n ").replace('%', '@') + "\nEND n 0\n";
        CommandResult result = new CommandResult(0, answer.getBytes(StandardCharsets.UTF_8), "");
        return new UserManagers(ProbeAnswer.parse(result, "n"), Map.of(), new SystemdVersion(252), REQUEST).read();
    }

    @Test
    void aManagerThatRunsTellsItsUnitsAndTheirProcesses() throws Exception {
        String groups = "==> proc/1/cgroup <==\n0::/box/init.scope\n\n"
                + "==> proc/300/cgroup <==\n0::/box/user.slice/user-1001.slice/user%1001.service/app.slice/sync.service\n\n"
                + "==> proc/301/cgroup <==\n0::/box/user.slice/user-1002.slice/user%1002.service/app.slice/sync.service\n\n"
                + "==> proc/302/cgroup <==\n0::/box/system.slice/sync.service\n";

        List<ObservedUser> users =
                read("@accounts\nalice:x:1001:100:Alice A.:/home/alice:/bin/sh\n@fifos alice\n@units alice\n"
                        + "sync.service loaded active running Copies notes\n@show alice\nId=sync.service\nLoadState=loaded\n"
                        + "ActiveState=active\nSubState=running\nNeedDaemonReload=yes\n\n@cgroups\n" + groups);

        ObservedUser alice = users.getFirst();
        assertThat(alice.account().home()).isEqualTo(new HostPath("/home/alice"));
        assertThat(alice.account().owner()).hasToString("1001:100");
        assertThat(alice.state()).isEqualTo(ObservedUser.State.RUNNING);
        assertThat(alice.units().get(SYNC)).satisfies(runtime -> {
            assertThat(runtime.activeState()).isEqualTo("active");
            assertThat(runtime.processes()).containsExactly(300);
        });
    }

    @Test
    void aManagerThatDoesNotRunAndOneThatDoesNotAnswerAreToldApart() throws Exception {
        List<ObservedUser> users = read(
                "@accounts\nalice:x:1001:100::/home/alice:/bin/sh\nbob:x:1002:100::/home/bob:/bin/sh\n"
                        + "@fifos alice\n@fifos bob\nhome/bob/.config/systemd/user/a.service.d/x.conf\n@units bob\n\n@show bob\n@silent bob\ntimed out\n");

        assertThat(users)
                .extracting(ObservedUser::state)
                .containsExactly(ObservedUser.State.DOWN, ObservedUser.State.SILENT);
        assertThat(users.getLast().fifos())
                .containsExactly(new HostPath("/home/bob/.config/systemd/user/a.service.d/x.conf"));
    }

    @Test
    void anEntryWithoutAHomeOrWithAStrangeNameCountsForNothing() throws Exception {
        List<ObservedUser> users = read("@accounts\nalice:x:1001:100:::/bin/sh\n../x:x:1002:100::/home/x:/bin/sh\n"
                + "bob:x:1002:100::/home/../etc:/bin/sh\nnot an entry\n");

        assertThat(users).isEmpty();
    }
}
