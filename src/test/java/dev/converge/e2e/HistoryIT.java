package dev.converge.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Runs of real hosts rolled back: what lies on the disk, and what runs. */
final class HistoryIT {

    private static final String PLAYBOOK = """
            - name: Tank
              hosts: tank
              units:
                tank.service:
                  content: |
                    [Service]
                    ExecStart=/bin/sleep 1001
                    [Install]
                    WantedBy=multi-user.target
                  state: started
                  enabled: true
                runs.service: { settings: { Nice: 5 } }
              strays:
                - match: ["stray-*.service"]
              files:
                /etc/tank/deep/tank.env: { content: "A=1\\n", mode: "0600" }
            """;
    private static final String OTHER = "[Service]\nExecStart=/bin/sleep 1002\n";

    @TempDir
    Path folder;

    /** A host on which a stray runs, and a unit that the playbook restarts. */
    private static LabHost host(Release release) {
        LabHost host = LabHosts.fresh(release);
        host.exec("rm -rf /etc/tank");
        host.write("/etc/systemd/system/stray-one.service", OTHER + "[Install]\nWantedBy=multi-user.target\n");
        host.write("/etc/systemd/system/runs.service", OTHER.replace("1002", "1003"));
        host.exec(
                "systemctl daemon-reload && systemctl enable --now stray-one.service && systemctl start runs.service");
        return host;
    }

    private Workspace workspace(LabHost host) {
        return new Workspace(folder).inventory("tank", host).write("playbooks/site.yml", PLAYBOOK);
    }

    private static Workspace.Run done(Workspace workspace, String... arguments) {
        Workspace.Run run = workspace.converge(arguments);
        assertThat(run.exitStatus()).as(run.out() + run.err()).isZero();
        return run;
    }

    /** What is different now, the home of converge left aside. */
    private static SortedSet<String> difference(LabHost host, Snapshot before) {
        TreeSet<String> difference = new TreeSet<>(Snapshot.of(host).difference(before));
        // The units that a change runs in were made there.
        difference.removeIf(
                path -> path.startsWith("/etc/systemd/system/.converge") || path.equals("/run/systemd/transient"));
        return difference;
    }

    private static List<JsonObject> history(Workspace workspace, LabHost host) {
        return done(workspace, "history", host.name(), "--format", "json")
                .json()
                .getAsJsonArray("runs")
                .asList()
                .stream()
                .map(JsonElement::getAsJsonObject)
                .toList();
    }

    @ParameterizedTest
    @EnumSource
    void rollingBackBringsBackFilesAndRunningUnitsAndCanBeRolledBackItself(Release release) {
        LabHost host = host(release);
        Workspace workspace = workspace(host);
        Snapshot before = Snapshot.of(host);
        done(workspace, "apply", "--yes");
        Snapshot applied = Snapshot.of(host);

        done(workspace, "rollback", host.name(), "--yes");

        assertThat(difference(host, before)).isEmpty();
        assertThat(host.exec("systemctl is-active stray-one.service runs.service"))
                .isEqualTo("active\nactive");
        assertThat(host.property("tank.service", "LoadState")).isEqualTo("not-found");
        assertThat(host.property("runs.service", "Nice")).isEqualTo("0");
        List<JsonObject> runs = history(workspace, host);
        assertThat(runs)
                .hasSize(2)
                .allSatisfy(run -> assertThat(run.get("outcome").getAsString()).isEqualTo("applied"));
        assertThat(runs.getFirst().get("undoes")).isEqualTo(runs.getLast().get("run"));

        done(workspace, "rollback", host.name(), runs.getFirst().get("run").getAsString(), "--yes");

        assertThat(difference(host, applied)).isEmpty();
        assertThat(host.exec("systemctl is-active tank.service runs.service")).isEqualTo("active\nactive");
        assertThat(host.property("stray-one.service", "LoadState")).isEqualTo("not-found");
        done(workspace, "plan", "--detailed-exitcode");
    }

    /** Both are kept beside where they lie while the change is made, and in the history afterwards. */
    @Test
    void aUnitOfAUserAndAFileOnAnotherFileSystemComeBackToo() {
        LabHost host = UserUnitsIT.host(Release.DEBIAN12);
        host.exec("mkdir -p /srv/far && mount -t tmpfs none /srv/far && echo A=0 >/srv/far/notes.env");
        try {
            Workspace workspace = workspace(host).write("playbooks/site.yml", notes("1001", "A=1", ""));
            String before = found(host, "! -type d");
            done(workspace, "apply", "--yes");
            String first = found(host, "");
            workspace.write("playbooks/site.yml", notes("1002", "A=2", "/srv/far/new.env: { content: new }"));
            done(workspace, "apply", "--yes");
            String running = processes(host);

            done(workspace, "rollback", host.name(), "--yes");
            String firstAgain = found(host, "");
            String runningAgain = processes(host);
            Workspace.Run plan = workspace
                    .write("playbooks/site.yml", notes("1001", "A=1", ""))
                    .converge("plan", "--detailed-exitcode");
            done(workspace, "rollback", host.name(), "--yes");

            assertThat(running).isEqualTo("alice sleep 1002");
            assertThat(runningAgain).isEqualTo("alice sleep 1001");
            assertThat(firstAgain).isEqualTo(first);
            assertThat(plan.exitStatus()).as(plan.out() + plan.err()).isZero();
            assertThat(found(host, "! -type d")).isEqualTo(before);
            assertThat(processes(host)).isEmpty();
        } finally {
            host.exec("umount /srv/far");
        }
    }

    private static String notes(String seconds, String environment, String file) {
        return """
                - name: Notes
                  hosts: tank
                  units:
                    notes.service:
                      scope: user
                      user: alice
                      content: "[Service]\\nExecStart=/bin/sleep %s\\n[Install]\\nWantedBy=default.target\\n"
                      state: started
                      enabled: true
                      health: { active_for: 1s }
                  files:
                    /srv/far/notes.env: { content: "%s\\n", mode: "0600" }
                    %s
                """.formatted(seconds, environment, file);
    }

    /** All that lies in alice's home, below /srv/far and where it says whose manager runs without a login. */
    private static String found(LabHost host, String which) {
        String find = "find /home/alice /srv/far /var/lib/systemd/linger " + which;
        return host.exec(find + " -printf '%p %y %m %u %l\\n' | LC_ALL=C sort; " + find
                + " -type f -exec sha256sum {} + | LC_ALL=C sort -k 2");
    }

    private static String processes(LabHost host) {
        return host.exec("ps -u alice -o user=,args= | sed -n 's|^\\(alice\\) *.*/\\(sleep.*\\)|\\1 \\2|p'");
    }

    @ParameterizedTest
    @EnumSource
    void whatAHandChangedSinceIsLeftAlone(Release release) {
        LabHost host = host(release);
        Workspace workspace = workspace(host);
        done(workspace, "apply", "--yes");
        host.exec("echo '# by hand' >>/etc/systemd/system/tank.service");
        Snapshot before = Snapshot.of(host);

        Workspace.Run rollback = workspace.converge("rollback", host.name(), "--yes");

        assertThat(rollback.exitStatus()).as(rollback.out() + rollback.err()).isEqualTo(5);
        assertThat(rollback.out()).contains("/etc/systemd/system/tank.service now is a file");
        assertThat(difference(host, before)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aChangeThatFailedIsOnRecordWithItsReason(Release release) {
        LabHost host = host(release);
        Workspace workspace = workspace(host);
        workspace.write("playbooks/site.yml", PLAYBOOK.replace("/bin/sleep 1001", "/bin/false"));

        Workspace.Run apply = workspace.converge("apply", "--yes");

        assertThat(apply.exitStatus()).as(apply.out() + apply.err()).isEqualTo(3);
        assertThat(history(workspace, host)).singleElement().satisfies(run -> {
            assertThat(run.get("outcome").getAsString()).isEqualTo("rolled-back");
            assertThat(run.getAsJsonArray("why").get(0).getAsString()).isEqualTo("keep tank.service running");
            assertThat(run.get("reversible").getAsBoolean()).isFalse();
        });
        assertThat(workspace.converge("rollback", host.name(), "--yes").exitStatus())
                .isEqualTo(1);
    }
}
