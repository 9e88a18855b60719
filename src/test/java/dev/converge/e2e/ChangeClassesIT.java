package dev.converge.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What a change does on a host is what its plan announced, for each class of change and each kind of unit that a container can run: the jobs
 * PID 1 tells of in its journal are the jobs of the plan, in their order, nothing else starts anew, and the new values are in force.
 */
class ChangeClassesIT {

    private static final String SLEEPS = "[Service]\nExecStart=/bin/sleep 1000\n";

    @TempDir
    Path folder;

    /** The units of the play, by name, as they are on the host before the change. */
    private final Map<String, String> units = new LinkedHashMap<>();

    private final List<String> extras = new ArrayList<>();

    private void declare() {
        units.put("cc-user.service", "[Unit]\nRequires=cc-web.service\nAfter=cc-web.service\n" + SLEEPS);
        units.put("cc-web.service", SLEEPS + "[Install]\nWantedBy=multi-user.target\n");
        units.put("cc-cam@.service", "[Service]\nExecStart=/bin/sleep 10%i\n");
        units.put("cc-feed.service", SLEEPS);
        units.put("cc-feed.socket", "[Socket]\nListenStream=127.0.0.1:7001\n");
        units.put("cc-tick.service", "[Service]\nType=oneshot\nExecStart=/bin/true\n");
        units.put("cc-tick.timer", "[Timer]\nOnCalendar=*-*-* 03:00\n");
        units.put("cc-watch.path", "[Path]\nPathExists=/run/cc-one\nUnit=cc-tick.service\n");
        units.put("cc-heavy.slice", "[Slice]\nTasksMax=100\n");
        units.put("cc-job.service", SLEEPS + "Slice=cc-heavy.slice\n");
        units.put("cc-all.target", "[Unit]\nDescription=All\nWants=cc-job.service\n");
        units.put("mnt-cc.mount", "[Mount]\nWhat=tmpfs\nType=tmpfs\nWhere=/mnt/cc\nOptions=size=1M\n");
    }

    private static final List<String> RUNNING = List.of(
            "cc-user.service",
            "cc-web.service",
            "cc-cam@1.service",
            "cc-cam@2.service",
            "cc-feed.socket",
            "cc-feed.service",
            "cc-tick.timer",
            "cc-watch.path",
            "cc-job.service",
            "cc-all.target",
            "mnt-cc.mount");

    /** A host on which all of them run, and a scope beside them that no play knows of. */
    private LabHost running(Release release) {
        LabHost host = LabHosts.fresh(release);
        host.exec("systemctl stop mnt-cc.mount cc-all.target cc-heavy.slice cc-scope.scope 2>/dev/null; true");
        declare();
        units.forEach((name, content) -> host.write("/etc/systemd/system/" + name, content));
        host.exec("systemctl daemon-reload && systemctl start " + String.join(" ", RUNNING)
                + " && systemctl enable --quiet cc-web.service");
        host.exec("systemd-run --quiet --scope --slice=cc-heavy.slice --unit=cc-scope sleep 1000 >/dev/null 2>&1 &"
                + " until systemctl --quiet is-active cc-scope.scope; do sleep 0.1; done");
        extras.add("cc-web.service: enabled: true");
        return host;
    }

    private void edit(String unit, String was, String becomes) {
        String content = units.getOrDefault(unit, "");
        assertThat(content).contains(was);
        units.put(unit, content.replace(was, becomes));
    }

    private Workspace workspace(LabHost host) {
        StringBuilder yaml = new StringBuilder("- name: Classes\n  hosts: classes\n  units:\n");
        units.forEach((unit, content) -> {
            yaml.append("    ").append(unit).append(":\n      content: |\n");
            content.lines().forEach(line -> yaml.append("        ").append(line).append('\n'));
            extras.stream()
                    .filter(extra -> extra.startsWith(unit + ": "))
                    .forEach(extra -> yaml.append("      ")
                            .append(extra.substring(unit.length() + 2))
                            .append('\n'));
        });
        return new Workspace(folder).inventory("classes", host).write("playbooks/site.yml", yaml.toString());
    }

    /** What was announced and what PID 1 then did, job by job, and which units got a new invocation. */
    private record Change(List<String> announced, List<String> done, List<String> startedAnew) {}

    private Change apply(LabHost host) {
        Workspace workspace = workspace(host);
        List<String> announced = new ArrayList<>();
        workspace
                .converge("plan", "--format", "json")
                .host(host.name())
                .getAsJsonArray("jobs")
                .forEach(job -> announced.add(words(job.getAsJsonObject())));
        SortedMap<String, String> before = invocations(host);
        String cursor = cursor(host);
        Workspace.Run apply = workspace.converge("apply", "--yes");
        assertThat(apply.exitStatus()).as(apply.out() + apply.err()).isZero();
        List<String> done = jobs(host, cursor);
        SortedMap<String, String> after = invocations(host);
        Workspace.Run second = workspace.converge("plan", "--format", "json");
        assertThat(second.host(host.name()).get("status").getAsString())
                .as(second.out())
                .isEqualTo("in-sync");
        List<String> anew = after.entrySet().stream()
                .filter(unit -> !unit.getValue().equals(before.get(unit.getKey())))
                .map(Map.Entry::getKey)
                .toList();
        return new Change(announced, done, anew);
    }

    /** The place in the journal where it ends now. */
    private static String cursor(LabHost host) {
        String last = host.exec("journalctl --sync; journalctl --no-pager -n 1 -o json");
        return JsonParser.parseString(last).getAsJsonObject().get("__CURSOR").getAsString();
    }

    private static String words(JsonObject job) {
        return job.get("job").getAsString()
                + (job.get("unit").isJsonNull() ? "" : " " + job.get("unit").getAsString());
    }

    /** The jobs of our units that PID 1 finished: a restart is told as a stop with that word and a start. */
    private static List<String> jobs(LabHost host, String cursor) {
        return host.exec("journalctl --sync; journalctl --no-pager -o json _PID=1 --after-cursor='" + cursor + "'")
                .lines()
                .map(line -> JsonParser.parseString(line).getAsJsonObject())
                .filter(entry -> entry.has("JOB_RESULT") && entry.has("UNIT"))
                .filter(entry -> entry.get("UNIT").getAsString().matches("(cc-|mnt-cc).*"))
                .map(entry -> entry.get("JOB_TYPE").getAsString() + " "
                        + entry.get("UNIT").getAsString())
                .toList();
    }

    /** The id of the present run of every unit that is up; not those that come and go by themselves. */
    private static SortedMap<String, String> invocations(LabHost host) {
        SortedMap<String, String> ids = new TreeMap<>();
        String records = host.exec("for unit in $(systemctl list-units --plain --no-legend --state=active"
                + " --type=service,socket,timer,path,mount,slice,target | cut -d' ' -f1); do"
                + " echo \"$unit $(systemctl show --property=InvocationID --value -- \"$unit\")\"; done");
        records.lines().forEach(line -> {
            String[] pair = line.split(" ", 2);
            ids.put(pair[0], pair.length == 2 ? pair[1] : "");
        });
        return ids;
    }

    private static List<String> asJobs(List<String> announced) {
        return announced.stream()
                .filter(job -> job.contains(" ") && !job.startsWith("reset-failed "))
                .flatMap(job -> job.startsWith("restart ")
                        ? Stream.of(job, "start " + job.substring("restart ".length()))
                        : Stream.of(job))
                .toList();
    }

    @ParameterizedTest
    @EnumSource
    void aLiveChangeIsAReloadAndNothingElse(Release release) {
        LabHost host = running(release);
        edit("cc-heavy.slice", "TasksMax=100", "TasksMax=200");
        edit("cc-web.service", SLEEPS, SLEEPS + "Restart=on-failure\nRestartSec=7s\nTimeoutStopSec=33s\n");
        edit("cc-tick.timer", "03:00", "04:00");
        edit("cc-watch.path", "cc-one", "cc-two");
        edit("cc-all.target", "Description=All", "Description=Everything");

        Change change = apply(host);

        assertThat(change.announced()).containsExactly("daemon-reload");
        assertThat(change.done()).isEmpty();
        assertThat(change.startedAnew()).isEmpty();
        assertThat(host.property("cc-heavy.slice", "TasksMax")).isEqualTo("200");
        assertThat(host.property("cc-web.service", "RestartUSec")).isEqualTo("7s");
        assertThat(host.property("cc-tick.timer", "NextElapseUSecRealtime")).contains(" 04:00:00 ");
        assertThat(host.property("cc-watch.path", "Paths")).isEqualTo("/run/cc-two (PathExists)");
        assertThat(host.property("cc-all.target", "Description")).isEqualTo("Everything");
        assertThat(host.exec("touch /run/cc-two; sleep 0.5; journalctl -o cat -u cc-tick.service; rm /run/cc-two"))
                .contains("cc-tick.service");
    }

    @ParameterizedTest
    @EnumSource
    void whatOnlyTheNextStartOrAnInstallationAsksForRestartsNothing(Release release) {
        LabHost host = running(release);
        edit("cc-user.service", "[Unit]\n", "[Unit]\nConditionPathExists=/etc\nAfter=cc-job.service\n");
        edit("cc-tick.service", "/bin/true", "/bin/echo tick");
        edit("cc-web.service", "WantedBy=multi-user.target", "WantedBy=cc-all.target");

        Change change = apply(host);

        assertThat(change.announced()).containsExactly("daemon-reload");
        assertThat(change.done()).isEmpty();
        assertThat(change.startedAnew()).isEmpty();
        assertThat(host.exec("ls /etc/systemd/system/cc-all.target.wants")).isEqualTo("cc-web.service");
        assertThat(host.property("cc-user.service", "After")).contains("cc-job.service");
        assertThat(host.exec("systemctl start cc-tick.service; journalctl -o cat -u cc-tick.service"))
                .contains("tick");
    }

    @ParameterizedTest
    @EnumSource
    void aRestartTakesAlongExactlyWhatThePlanSays(Release release) {
        LabHost host = running(release);
        edit("cc-web.service", SLEEPS, SLEEPS + "Environment=A=1\n");
        edit("cc-cam@.service", "[Service]\n", "[Service]\nNice=5\n");
        edit("cc-feed.socket", "7001", "7002");
        edit("mnt-cc.mount", "size=1M", "size=2M");

        Change change = apply(host);

        assertThat(asJobs(change.announced()))
                .containsExactly(
                        "stop cc-feed.socket",
                        "stop cc-user.service",
                        "stop cc-web.service",
                        "stop cc-feed.service",
                        "start cc-web.service",
                        "start cc-user.service",
                        "restart cc-cam@1.service",
                        "start cc-cam@1.service",
                        "restart cc-cam@2.service",
                        "start cc-cam@2.service",
                        "start cc-feed.socket",
                        "start cc-feed.service",
                        "restart mnt-cc.mount",
                        "start mnt-cc.mount");
        assertThat(change.done()).isEqualTo(asJobs(change.announced()));
        assertThat(change.startedAnew())
                .containsExactly(
                        "cc-cam@1.service",
                        "cc-cam@2.service",
                        "cc-feed.service",
                        "cc-feed.socket",
                        "cc-user.service",
                        "cc-web.service",
                        "mnt-cc.mount");
        assertThat(host.exec(
                        "tr '\\0' '\\n' </proc/$(systemctl show --property=MainPID --value cc-web.service)/environ"))
                .contains("A=1");
        assertThat(host.exec("stat -f -c %b:%S /mnt/cc")).isEqualTo("512:4096");
        assertThat(host.property("cc-feed.socket", "Listen")).isEqualTo("127.0.0.1:7002 (Stream)");
        assertThat(host.exec("grep -c ':1B5A 00000000:0000 0A' /proc/net/tcp")).isEqualTo("1");
    }

    @ParameterizedTest
    @EnumSource
    void aUnitThatGoesStopsWhatNeedsItFirstAndAScopeRunsOn(Release release) {
        LabHost host = running(release);
        extras.clear();
        units.clear();
        Workspace workspace = workspace(host);
        workspace.write("playbooks/site.yml", """
                - name: Classes
                  hosts: classes
                  units:
                    cc-web.service: { state: absent }
                    cc-job.service: { on_change: none }
                  strays: [{ match: ["cc-s*"] }]
                """);
        String cursor = cursor(host);

        Workspace.Run apply = workspace.converge("apply", "--yes");

        assertThat(apply.exitStatus()).as(apply.out() + apply.err()).isZero();
        assertThat(jobs(host, cursor)).containsExactly("stop cc-user.service", "stop cc-web.service");
        assertThat(host.property("cc-scope.scope", "ActiveState")).isEqualTo("active");
        assertThat(apply.out()).doesNotContain("cc-scope.scope");
    }

    @ParameterizedTest
    @EnumSource
    void aValueThatOnlyTheHostCanJudgeIsRefusedBeforeAnythingChanges(Release release) {
        LabHost host = running(release);
        edit("cc-tick.timer", "*-*-* 03:00", "some day");
        edit("cc-web.service", SLEEPS, SLEEPS + "Environment=A=1\n");
        Workspace workspace = workspace(host);
        Snapshot before = Snapshot.of(host);
        String cursor = cursor(host);

        Workspace.Run apply = workspace.converge("apply", "--yes");

        assertThat(apply.exitStatus()).as(apply.out() + apply.err()).isEqualTo(3);
        assertThat(apply.out())
                .contains("The host's systemd refuses a unit file")
                .contains(
                        "/etc/systemd/system/cc-tick.timer:3: Failed to parse calendar specification, ignoring: some day")
                .contains("Nothing was changed.");
        assertThat(Snapshot.of(host).difference(before))
                .allMatch(
                        path -> path.startsWith("/etc/systemd/system/.converge") || path.equals("/etc/systemd/system"));
        assertThat(jobs(host, cursor)).isEmpty();
    }
}
