package dev.converge.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.converge.apply.Outcome;
import dev.converge.diff.Change;
import dev.converge.diff.Reason;
import dev.converge.host.HostName;
import dev.converge.plan.HostPlan;
import dev.converge.plan.UserPlan;
import dev.converge.unit.Content;
import dev.converge.unit.FileMode;
import dev.converge.unit.FileState;
import dev.converge.unit.HostPath;
import dev.converge.unit.Manifest;
import dev.converge.unit.PlayName;
import dev.converge.unit.SystemdVersion;
import dev.converge.unit.UserAccount;
import dev.converge.unit.UserName;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Units of a user who never logs in, in one plan and transaction with a unit of the system. */
final class UserUnitsIT {

    private static final String PLAYBOOK = """
            - name: Notes
              hosts: notes
              units:
                notes-server.service:
                  content: |
                    [Service]
                    ExecStart=/bin/sleep 1001
                  state: started
                notes-sync.service:
                  scope: user
                  user: alice
                  template: notes-sync.service
                  state: started
                  enabled: true
                  resources: { TasksMax: 20 }
            """;

    private static final String SYNC = """
            [Unit]
            Description=Copies notes

            [Service]
            ExecStart=/bin/sh -c 'trap "" TERM; sleep 1002 & wait'
            TimeoutStopSec=1

            [Install]
            WantedBy=default.target
            """;

    private static final String OF_ALICE = "cd / && runuser -u alice -- env XDG_RUNTIME_DIR=/run/user/$(id -u alice) ";

    @TempDir
    Path folder;

    /** A host with a user alice. Where pam_systemd is not installed, nothing else tells the manager of a user where its runtime directory is. */
    static LabHost host(Release release) {
        LabHost host = LabHosts.fresh(release);
        host.exec("""
                if id alice >/dev/null 2>&1; then
                    systemctl stop user@$(id -u alice).service
                    pkill -KILL -u alice
                    userdel --remove alice 2>/dev/null
                fi
                rm -rf /home/alice /var/lib/systemd/linger
                mkdir -p /etc/systemd/system/user@.service.d
                printf '[Service]\\nEnvironment=XDG_RUNTIME_DIR=/run/user/%%i\\n' >/etc/systemd/system/user@.service.d/lab.conf
                systemctl daemon-reload
                useradd --create-home --shell /bin/bash alice
                """);
        return host;
    }

    private Workspace workspace(LabHost host) {
        return new Workspace(folder)
                .inventory("notes", host)
                .write("playbooks/site.yml", PLAYBOOK)
                .write("templates/notes-sync.service", SYNC);
    }

    private static String property(LabHost host, String property) {
        return host.exec(OF_ALICE + "systemctl --user show --value --property=" + property + " notes-sync.service");
    }

    private static void assertSettled(Workspace workspace) {
        Workspace.Run second = workspace.converge("plan", "--detailed-exitcode");
        assertThat(second.exitStatus()).as(second.out() + second.err()).isZero();
    }

    private static Workspace.Run apply(Workspace workspace) {
        Workspace.Run apply = workspace.converge("apply", "--yes");
        assertThat(apply.exitStatus()).as(apply.out() + apply.err()).isZero();
        return apply;
    }

    @ParameterizedTest
    @EnumSource
    void aTwinInTheSystemIsToldOf(Release release) {
        LabHost host = host(release);
        String service = "[Service]\nExecStart=/usr/local/bin/notes-sync 1003\n[Install]\nWantedBy=default.target\n";
        host.exec("cp /bin/sleep /usr/local/bin/notes-sync");
        host.write("/etc/systemd/system/notes-sync.service", service);
        host.exec("systemctl daemon-reload && systemctl start notes-sync.service");
        Workspace workspace = workspace(host).write("templates/notes-sync.service", service);
        apply(workspace);

        Workspace.Run plan = workspace.converge("plan", "--format", "json");

        assertThat(plan.host(host.name()).getAsJsonArray("findings"))
                .filteredOn(finding -> finding.getAsJsonObject().has("user"))
                .extracting(finding -> finding.getAsJsonObject().get("code").getAsString() + " "
                        + finding.getAsJsonObject().get("unit").getAsString() + " "
                        + finding.getAsJsonObject().get("user").getAsString())
                .containsExactly("user-twin notes-sync.service alice");
    }

    @ParameterizedTest
    @EnumSource
    void aUnitOfAUserRunsWithoutALoginAndBelongsToTheUser(Release release) {
        LabHost host = host(release);
        Workspace workspace = workspace(host);

        Workspace.Run plan = workspace.converge("plan", "--format", "json");
        Workspace.Run apply = apply(workspace);

        assertThat(plan.host(host.name()).getAsJsonArray("jobs"))
                .filteredOn(job -> job.getAsJsonObject().has("user"))
                .extracting(job -> job.getAsJsonObject().get("job").getAsString() + " "
                        + job.getAsJsonObject().get("unit").getAsString() + " "
                        + job.getAsJsonObject().get("user").getAsString())
                .containsExactly("reset-failed notes-sync.service alice", "start notes-sync.service alice");
        assertThat(apply.out()).contains("start notes-sync.service (user alice)");
        assertSettled(workspace);
        assertThat(property(host, "ActiveState")).isEqualTo("active");
        assertThat(property(host, "TasksMax")).isEqualTo("20");
        assertThat(property(host, "UnitFileState")).isEqualTo("enabled");
        assertThat(host.property("notes-server.service", "ActiveState")).isEqualTo("active");
        assertThat(host.exec("stat -c %U /var/lib/systemd/linger/alice")).isEqualTo("root");
        assertThat(host.exec("find /home/alice/.config -printf '%u %m %y %f\\n' | LC_ALL=C sort -k 4"))
                .isEqualTo("""
                        alice 755 d .config
                        alice 755 d default.target.wants
                        alice 644 f notes-sync.service
                        alice 777 l notes-sync.service
                        alice 755 d notes-sync.service.d
                        alice 755 d systemd
                        alice 755 d user
                        alice 644 f zz-converge.conf""");
        assertThat(host.exec("find /home/alice -name '.converge*'")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aChangeRestartsInTheUsersManagerOnlyAndAnAbsentUnitIsGoneWithItsProcesses(Release release) {
        LabHost host = host(release);
        Workspace workspace = workspace(host);
        apply(workspace);
        String server = host.property("notes-server.service", "InvocationID");
        String before = property(host, "InvocationID");

        workspace.write("templates/notes-sync.service", SYNC.replace("1002", "1003"));
        Workspace.Run change = apply(workspace);
        String after = property(host, "InvocationID");
        String processes = host.exec("pgrep -u alice -f 'sleep 1003'");
        workspace.write("playbooks/site.yml", """
                - name: Notes
                  hosts: notes
                  units:
                    notes-server.service: { content: "[Service]\\nExecStart=/bin/sleep 1001\\n", state: started }
                    notes-sync.service: { scope: user, user: alice, state: absent }
                """);
        apply(workspace);

        assertThat(change.out()).contains("restart notes-sync.service (user alice)");
        assertThat(after).isNotEqualTo(before);
        assertThat(host.property("notes-server.service", "InvocationID")).isEqualTo(server);
        assertThat(processes).isNotEmpty();
        assertSettled(workspace);
        assertThat(host.exec("pgrep -u alice -f 'sleep 100' || echo none")).isEqualTo("none");
        assertThat(property(host, "LoadState")).isEqualTo("not-found");
        assertThat(host.exec("find /home/alice/.config/systemd/user -mindepth 1"))
                .isEmpty();
        assertThat(host.exec("ls /var/lib/systemd/linger")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aUserUnitThatDoesNotStayUpTakesEverythingBackWithIt(Release release) {
        LabHost host = host(release);
        Workspace workspace = workspace(host)
                .write("templates/notes-sync.service", SYNC.replaceAll("ExecStart=.*", "ExecStart=/bin/false"));

        Workspace.Run apply = workspace.converge("apply", "--yes");

        assertThat(apply.exitStatus()).as(apply.out() + apply.err()).isEqualTo(3);
        assertThat(apply.out()).contains("rolled back: could not keep notes-sync.service of user alice running");
        assertThat(host.exec("find /home/alice -mindepth 1 -path '*.config*'")).isEmpty();
        assertThat(host.exec("find /var/lib/systemd/linger -mindepth 1 2>/dev/null || true"))
                .isEmpty();
        assertThat(host.exec("ls /etc/systemd/system")).doesNotContain("notes-server");
        assertThat(host.exec("systemctl is-active user@$(id -u alice).service notes-server.service || true"))
                .isEqualTo("inactive\ninactive");
        assertThat(host.exec("pgrep -u alice || echo none")).isEqualTo("none");
    }

    @ParameterizedTest
    @EnumSource
    void aLinkInAHomeMakesRootWriteNowhereElse(Release release) {
        LabHost host = host(release);
        Workspace workspace = workspace(host);
        host.exec("mkdir -p /srv/elsewhere && runuser -u alice -- mkdir /home/alice/.config"
                + " && runuser -u alice -- ln -s /srv/elsewhere /home/alice/.config/systemd");

        Workspace.Run apply = workspace.converge("apply", "--yes");

        assertThat(apply.exitStatus()).isNotZero();
        assertThat(apply.out() + apply.err()).contains("/home/alice/.config/systemd: it is no directory");
        assertThat(host.exec("ls -A /srv/elsewhere")).isEmpty();
        assertThat(host.exec("ls /etc/systemd/system")).doesNotContain("notes-server");
    }

    /** What a user arranges after the plan was made meets the transaction itself. */
    @ParameterizedTest
    @EnumSource
    void aHomeThatIsNotPlainlyTheUsersIsRefusedByTheTransaction(Release release) throws Exception {
        LabHost host = host(release);
        HostPlan plan = planInHome(host, release);
        host.exec("runuser -u alice -- ln -s /srv /home/alice/.config");

        Outcome linked = Transacted.execute(ContainerHost.of(host), plan, "home-1");
        host.exec("rm /home/alice/.config && mkdir /home/alice/.config");
        Outcome foreign = Transacted.execute(ContainerHost.of(host), plan, "home-2");
        host.exec("usermod --home /srv/alice alice");
        Outcome moved = Transacted.execute(ContainerHost.of(host), plan, "home-3");

        String unit = "/home/alice/.config/systemd/user/x.service";
        assertThat(linked)
                .isEqualTo(new Outcome.Refused(List.of(unit + " lies below the symbolic link /home/alice/.config")));
        assertThat(foreign)
                .isEqualTo(new Outcome.Refused(
                        List.of(unit + " lies below /home/alice/.config, which does not belong to user alice")));
        assertThat(moved)
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.moved())
                                .anySatisfy(line -> assertThat(line).contains("alice is no longer the user")));
        assertThat(host.exec("find /srv -name '*.service' -o -name '.converge*'"))
                .isEmpty();
    }

    private static HostPlan planInHome(LabHost host, Release release) {
        int uid = Integer.parseInt(host.exec("id -u alice"));
        int gid = Integer.parseInt(host.exec("id -g alice"));
        UserAccount alice = new UserAccount(new UserName("alice"), uid, gid, new HostPath("/home/alice"));
        return new HostPlan(
                new HostName("tx"),
                Optional.of(new SystemdVersion(release.systemd())),
                List.of(),
                List.of(new Change.Creation(
                        alice.searchPath().config().resolve("x.service"),
                        new FileState.Regular(Content.of("[Service]\n"), FileMode.UNIT_FILE, alice.owner()),
                        new Reason("the test wants it"),
                        new PlayName("test"))),
                List.of(),
                List.of(),
                List.of(new UserPlan(alice, List.of(), List.of(), List.of())),
                Manifest.NONE,
                Optional.empty(),
                List.of());
    }
}
