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
        String sections = """
                @accounts
                alice:x:1001:100:Alice A.:/home/alice:/bin/sh
                @fifos alice
                @units alice
                sync.service loaded active running Copies notes
                @show alice
                Id=sync.service
                LoadState=loaded
                ActiveState=active
                SubState=running
                NeedDaemonReload=yes

                @cgroups
                ==> proc/1/cgroup <==
                0::/box/init.scope

                ==> proc/300/cgroup <==
                0::/box/user.slice/user-1001.slice/user%1001.service/app.slice/sync.service

                ==> proc/301/cgroup <==
                0::/box/user.slice/user-1002.slice/user%1002.service/app.slice/sync.service

                ==> proc/302/cgroup <==
                0::/box/system.slice/sync.service
                """;

        List<ObservedUser> users = read(sections);

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
        String sections = """
                @accounts
                alice:x:1001:100::/home/alice:/bin/sh
                bob:x:1002:100::/home/bob:/bin/sh
                @fifos alice
                @fifos bob
                home/bob/.config/systemd/user/a.service.d/x.conf
                @units bob

                @show bob
                @silent bob
                timed out
                """;

        List<ObservedUser> users = read(sections);

        assertThat(users)
                .extracting(ObservedUser::state)
                .containsExactly(ObservedUser.State.DOWN, ObservedUser.State.SILENT);
        assertThat(users.getLast().fifos())
                .containsExactly(new HostPath("/home/bob/.config/systemd/user/a.service.d/x.conf"));
    }

    @Test
    void anEntryWithoutAHomeOrWithAStrangeNameCountsForNothing() throws Exception {
        String sections = """
                @accounts
                alice:x:1001:100:::/bin/sh
                ../x:x:1002:100::/home/x:/bin/sh
                bob:x:1002:100::/home/../etc:/bin/sh
                not an entry
                """;

        List<ObservedUser> users = read(sections);

        assertThat(users).isEmpty();
    }
}
