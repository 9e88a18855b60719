package dev.converge.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The plan is the program: what changes on the host is what the plan lists, and a plan changes nothing. */
class ExactnessIT {

    private static final String PLAYBOOK = """
            - name: Exact
              hosts: exact
              units:
                new.service:
                  content: |
                    [Service]
                    ExecStart=/bin/sleep infinity
                    [Install]
                    WantedBy=multi-user.target
                  state: started
                  enabled: true
                  restart: { Restart: on-failure, RestartSec: 5s, StartLimitIntervalSec: 5min, StartLimitBurst: 5 }
                  dropins: { 60-env: { content: "[Service]\\nEnvironment=A=1\\n" } }
                mediamtx.service: { state: absent }
                dbus.service: { resources: { TasksMax: 512 } }
              strays: [{ match: ["avatar-*.service"] }]
              files: { /etc/avatar/tank.env: { content: "A=1\\n", mode: "0640" } }
            """;

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void aPlanChangesNothingOnTheHostAndStartsNoJob(Release release) {
        LabHost host = LabHosts.fresh(release);
        host.incident("duplicate-units");
        Workspace workspace = workspace(host);
        workspace.converge("plan");
        Snapshot before = Snapshot.of(host);
        String jobs = lastJob(host);

        Workspace.Run plan = workspace.converge("plan");

        assertThat(plan.exitStatus()).as(plan.err()).isZero();
        assertThat(Snapshot.of(host).difference(before)).isEmpty();
        assertThat(lastJob(host)).isEqualTo(jobs);
    }

    @ParameterizedTest
    @EnumSource
    void anApplyChangesExactlyThePathsOfThePlanToExactlyTheirContents(Release release) {
        LabHost host = LabHosts.fresh(release);
        host.incident("duplicate-units");
        Workspace workspace = workspace(host);
        JsonObject plan = workspace.converge("plan", "--format", "json").host(host.name());
        Snapshot before = Snapshot.of(host);

        Workspace.Run apply = workspace.converge("apply", "--yes");

        assertThat(apply.exitStatus()).as(apply.out() + apply.err()).isZero();
        assertThat(changedFiles(host, before)).isEqualTo(paths(plan));
        for (JsonElement change : plan.getAsJsonArray("changes")) {
            assertThat(now(host, change.getAsJsonObject())).isEqualTo(announced(change.getAsJsonObject()));
        }
        Workspace.Run second = workspace.converge("apply", "--yes");
        assertThat(second.exitStatus()).as(second.out() + second.err()).isZero();
    }

    private Workspace workspace(LabHost host) {
        return new Workspace(folder).inventory("exact", host).write("playbooks/site.yml", PLAYBOOK);
    }

    /** systemd numbers its jobs; a simple job of our own shows how many there were. */
    private static String lastJob(LabHost host) {
        return host.exec("journalctl --no-pager -o cat _PID=1 | grep -c -E '^(Start|Stopp|Reload)ing ' || true");
    }

    /** Without directories, converge's own home, and what a reload and a start rewrite by themselves. */
    private static NavigableSet<String> changedFiles(LabHost host, Snapshot before) {
        Snapshot after = Snapshot.of(host);
        NavigableSet<String> changed = new TreeSet<>(after.difference(before));
        changed.removeIf(path -> path.startsWith("/etc/systemd/system/.converge"));
        changed.removeIf(path -> after.isDirectory(path) || before.isDirectory(path));
        return changed;
    }

    private static NavigableSet<String> paths(JsonObject plan) {
        NavigableSet<String> paths = new TreeSet<>();
        plan.getAsJsonArray("changes")
                .forEach(
                        change -> paths.add(change.getAsJsonObject().get("path").getAsString()));
        return paths;
    }

    private static String announced(JsonObject change) {
        if (change.get("after").isJsonNull()) {
            return "nothing";
        }
        JsonObject after = change.getAsJsonObject("after");
        return change.get("kind").getAsString().equals("link")
                ? "-> " + after.get("target").getAsString()
                : after.get("mode").getAsString() + " " + after.get("sha256").getAsString();
    }

    private static String now(LabHost host, JsonObject change) {
        String path = change.get("path").getAsString();
        return host.exec("if [ -L '" + path + "' ]; then echo \"-> $(readlink '" + path + "')\"; elif [ -f '" + path
                + "' ]; then echo \"$(stat -c %04a '" + path + "') $(sha256sum <'" + path
                + "' | cut -d' ' -f1)\"; else echo nothing; fi");
    }
}
