package dev.converge.report.saved;

import com.google.gson.stream.JsonWriter;
import dev.converge.diff.Change;
import dev.converge.engine.HostResult;
import dev.converge.engine.RolloutGroup;
import dev.converge.engine.SavedPlan;
import dev.converge.engine.SavedPlan.SavedHost;
import dev.converge.engine.SavedTarget;
import dev.converge.plan.HostPlan;
import dev.converge.plan.UserPlan;
import dev.converge.playbook.Rollout.BatchSize;
import dev.converge.report.JsonPlan;
import dev.converge.report.JsonReport;
import dev.converge.report.JsonText;
import dev.converge.report.Tally;
import dev.converge.unit.Content;
import dev.converge.unit.FileState;
import dev.converge.unit.Seen;
import dev.converge.unit.UnitName;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A plan to be kept, as text: the document of {@code plan --format json} with what it takes to carry the plan out, the contents of all files by
 * their hashes, and at the end a hash of all that stands before (docs/output.md has the format). {@link SavedPlanReader} reads it.
 */
public final class SavedPlanWriter {

    private final StringWriter text = new StringWriter();
    private final JsonWriter json = new JsonWriter(new JsonText(text));
    private final SortedMap<String, Content> contents = new TreeMap<>();

    private SavedPlanWriter() {
        json.setIndent("  ");
    }

    /** The same plan gives the same text. */
    public static String text(SavedPlan plan) {
        SavedPlanWriter writer = new SavedPlanWriter();
        try {
            writer.write(plan);
        } catch (IOException impossible) {
            throw new UncheckedIOException("a StringWriter never throws", impossible);
        }
        return Seal.put(writer.text.toString());
    }

    private void write(SavedPlan plan) throws IOException {
        json.beginObject().name("format").value(JsonReport.FORMAT);
        json.name("saved").beginObject().name("run").value(plan.run());
        inputs(plan.inputs());
        json.endObject().name("hosts").beginObject();
        for (SavedHost host : plan.hosts()) {
            json.name(host.name().value());
            host(host);
        }
        json.endObject().name("summary");
        JsonReport.summary(json, Tally.of(plan.results()));
        json.name("contents").beginObject();
        for (Map.Entry<String, Content> content : contents.entrySet()) {
            json.name(content.getKey())
                    .value(Base64.getEncoder().encodeToString(content.getValue().bytes()));
        }
        json.endObject().endObject().flush();
    }

    private void inputs(List<SavedPlan.Input> inputs) throws IOException {
        json.name("inputs").beginArray();
        for (SavedPlan.Input input : inputs) {
            json.beginObject();
            json.name("name").value(input.name());
            json.name("sha256").value(input.sha256());
            json.endObject();
        }
        json.endArray();
    }

    private void host(SavedHost host) throws IOException {
        json.beginObject();
        JsonReport.planOf(json, host.result());
        json.name("target");
        target(host.target());
        json.name("rollout");
        if (host.group().isPresent()) {
            rollout(host.group().get());
        } else {
            json.nullValue();
        }
        if (host.result() instanceof HostResult.Planned planned) {
            execution(planned.plan());
        }
        json.endObject();
    }

    private void target(SavedTarget target) throws IOException {
        json.beginObject();
        switch (target.route()) {
            case SavedTarget.Route.Ssh ssh -> {
                json.name("connection").value("ssh");
                json.name("address").value(ssh.address());
                json.name("port").value(ssh.port());
                json.name("user").value(ssh.user());
                json.name("private_key").value(ssh.privateKey().orElse(null));
                json.name("known_hosts").beginArray();
                for (String file : ssh.knownHosts()) {
                    json.value(file);
                }
                json.endArray();
            }
            case SavedTarget.Route.Local local -> json.name("connection").value("local");
            case SavedTarget.Route.Root root ->
                json.name("connection").value("root").name("directory").value(root.directory());
        }
        json.name("become").value(target.become());
        json.name("timeout").value(target.seconds());
        json.endObject();
    }

    private void rollout(RolloutGroup group) throws IOException {
        json.beginObject();
        json.name("play").value(group.play().value());
        json.name("position").value(group.position());
        json.name("batches").beginArray();
        for (BatchSize size : group.rollout().batches()) {
            json.value(size.toString());
        }
        json.endArray();
        json.name("max_failures").value(group.rollout().maxFailures());
        json.name("pause_us").value(group.rollout().pause().micros());
        json.name("on_failure").value(SavedWay.word(group.rollout().onFailure()));
        json.endObject();
    }

    /** What a report does not tell. */
    private void execution(HostPlan plan) throws IOException {
        for (Change change : plan.changes()) {
            keep(change.before());
            keep(change.after());
        }
        Content manifest = Content.of(plan.manifest().text());
        contents.put(manifest.sha256(), manifest);
        json.name("manifest").value(manifest.sha256());
        json.name("removed");
        units(plan.removed());
        json.name("users").beginArray();
        for (UserPlan user : plan.users()) {
            user(user);
        }
        json.endArray().name("seen");
        if (plan.seen().isPresent()) {
            seen(plan.seen().get());
        } else {
            json.nullValue();
        }
    }

    private void keep(FileState state) {
        if (state instanceof FileState.Regular file) {
            contents.put(file.content().sha256(), file.content());
        }
    }

    private void units(List<UnitName> units) throws IOException {
        json.beginArray();
        for (UnitName unit : units) {
            json.value(unit.value());
        }
        json.endArray();
    }

    private void user(UserPlan user) throws IOException {
        json.beginObject();
        json.name("name").value(user.account().name().value());
        json.name("uid").value(user.account().uid());
        json.name("gid").value(user.account().gid());
        json.name("home").value(user.account().home().value());
        json.name("removed");
        units(user.removed());
        json.endObject();
    }

    private void seen(Seen seen) throws IOException {
        json.beginObject();
        json.name("manifest").value(seen.manifest().orElse(null));
        json.name("units").beginArray();
        for (Seen.Unit unit : seen.units()) {
            json.beginObject();
            json.name("unit").value(unit.name().value());
            JsonPlan.user(json, unit.user());
            json.name("up").value(unit.up());
            json.endObject();
        }
        json.endArray().endObject();
    }
}
