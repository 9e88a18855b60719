package dev.converge.report.saved;

import dev.converge.engine.HostResult;
import dev.converge.engine.SavedPlan.SavedHost;
import dev.converge.finding.Finding;
import dev.converge.finding.FindingCode;
import dev.converge.host.HostFailure;
import dev.converge.host.HostName;
import dev.converge.plan.HostPlan;
import dev.converge.plan.UserPlan;
import dev.converge.unit.Content;
import dev.converge.unit.HostPath;
import dev.converge.unit.Manifest;
import dev.converge.unit.Seen;
import dev.converge.unit.SystemdVersion;
import dev.converge.unit.UnitName;
import dev.converge.unit.UserAccount;
import dev.converge.unit.UserName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Reads what a saved plan says of one host. */
final class SavedHostReader {

    private final HostName host;
    private final SavedNode node;
    private final Map<String, Content> contents;

    /** @param contents of all files in the plan, by their hashes */
    SavedHostReader(HostName host, SavedNode node, Map<String, Content> contents) {
        this.host = host;
        this.node = node;
        this.contents = contents;
    }

    SavedHost read() {
        HostResult result = switch (node.text("status")) {
            case "changes", "in-sync" -> planned();
            case "unreachable" -> notPlanned(HostFailure.Kind.UNREACHABLE);
            case "failed" -> notPlanned(HostFailure.Kind.FAILED);
            default -> throw node.refusal("status", "is no status");
        };
        SavedHost read = new SavedHost(
                SavedWay.target(node.child("target")),
                node.childOrNull("rollout").map(SavedWay::rollout),
                result);
        node.end();
        return read;
    }

    private HostResult notPlanned(HostFailure.Kind kind) {
        node.skip("systemd", "changes", "jobs", "findings");
        return new HostResult.Failed(
                host,
                new HostFailure(
                        kind,
                        "There is no plan for this host",
                        "When the plan was saved: " + node.text("error"),
                        "Plan again, or leave the host out with --limit."),
                List.of());
    }

    private HostResult planned() {
        node.skip("error");
        List<SavedJob> jobs = node.children("jobs").stream().map(SavedJob::read).toList();
        HostPlan plan = new HostPlan(
                host,
                systemd(),
                SavedJob.stopsOf(jobs, Optional.empty()),
                node.children("changes").stream()
                        .map(change -> new SavedChange(change, contents).read())
                        .toList(),
                SavedJob.othersOf(jobs, Optional.empty()),
                node.values("removed", UnitName::new),
                users(jobs),
                manifest(),
                node.childOrNull("seen").map(SavedHostReader::seen),
                node.children("findings").stream().map(SavedHostReader::finding).toList());
        if (plan.steps().size() != jobs.size()) {
            throw node.refusal("jobs", "holds a job of a user that 'users' does not name");
        }
        return new HostResult.Planned(plan, node.valueOrNull("unfinished", SavedPlanReader::line));
    }

    private Optional<SystemdVersion> systemd() {
        return node.isNull("systemd") ? Optional.empty() : Optional.of(new SystemdVersion(node.number("systemd")));
    }

    private List<UserPlan> users(List<SavedJob> jobs) {
        List<UserPlan> users = new ArrayList<>();
        for (SavedNode user : node.children("users")) {
            UserAccount account = new UserAccount(
                    user.value("name", UserName::new),
                    user.number("uid"),
                    user.number("gid"),
                    user.value("home", HostPath::new));
            users.add(new UserPlan(
                    account,
                    SavedJob.stopsOf(jobs, Optional.of(account.name())),
                    SavedJob.othersOf(jobs, Optional.of(account.name())),
                    user.values("removed", UnitName::new)));
            user.end();
        }
        return users;
    }

    private Manifest manifest() {
        String sha256 = node.text("manifest");
        return Optional.ofNullable(contents.get(sha256))
                .flatMap(Content::text)
                .flatMap(Manifest::parse)
                .orElseThrow(() -> node.refusal("manifest", "is the hash of no manifest in 'contents'"));
    }

    private static Seen seen(SavedNode seen) {
        List<Seen.Unit> units = new ArrayList<>();
        for (SavedNode unit : seen.children("units")) {
            units.add(new Seen.Unit(unit.value("unit", UnitName::new), user(unit), unit.truth("up")));
            unit.end();
        }
        Seen read = new Seen(seen.valueOrNull("manifest", SavedPlanReader::sha256), units);
        seen.end();
        return read;
    }

    private static Finding finding(SavedNode finding) {
        SortedMap<String, String> evidence = new TreeMap<>();
        SavedNode given = finding.child("evidence");
        given.names().forEach(name -> evidence.put(name, given.text(name)));
        Finding read = new Finding(
                finding.value("code", text -> one(Stream.of(FindingCode.values()), text)),
                finding.value("severity", text -> one(Stream.of(Finding.Severity.values()), text)),
                finding.value("confidence", text -> one(Stream.of(Finding.Confidence.values()), text)),
                finding.valueOrNull("unit", UnitName::new),
                user(finding),
                finding.text("message"),
                finding.text("remedy"),
                evidence);
        finding.end();
        return read;
    }

    private static <T> T one(Stream<T> all, String word) {
        return all.filter(candidate -> candidate.toString().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("none of them: " + word));
    }

    /** Only what is a user's has this member. */
    static Optional<UserName> user(SavedNode node) {
        return node.has("user") ? Optional.of(node.value("user", UserName::new)) : Optional.empty();
    }
}
