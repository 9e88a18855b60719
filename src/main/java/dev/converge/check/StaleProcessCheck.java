package dev.converge.check;

import dev.converge.finding.Finding;
import dev.converge.finding.FindingCode;
import dev.converge.observed.LiveFacts;
import dev.converge.observed.RunningProcess;
import dev.converge.observed.ServiceFacts;
import dev.converge.observed.Vitals;
import dev.converge.unit.Directive;
import dev.converge.unit.HostPath;
import dev.converge.unit.MergedUnit;
import dev.converge.unit.UnitName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Stream;

/**
 * Services whose process is older than what it should be: its program was replaced or deleted since, or a file of the unit was written since that
 * sets what only a start puts in force. Files that converge wrote do not count, because apply restarts what has to be.
 */
final class StaleProcessCheck implements Check {

    /** The host's clock and the file system's tick in whole seconds. */
    private static final Duration MARGIN = Duration.ofSeconds(3);

    @Override
    public List<Finding> findings(Look look) {
        return look.observed().live().stream()
                .flatMap(live -> live.services().values().stream()
                        .filter(service -> service.isActive() && service.mainPid() > 0)
                        .flatMap(service -> finding(service, live, look).stream()))
                .toList();
    }

    private static Optional<Finding> finding(ServiceFacts service, LiveFacts live, Look look) {
        Optional<Finding> replaced = Optional.ofNullable(
                        look.observed().running().processes().get(service.mainPid()))
                .filter(process -> process.deleted() && !process.contained())
                .filter(process -> process.executable().startsWith("/")
                        && !process.executable().startsWith("/memfd:"))
                .map(process -> replaced(service, process));
        return replaced.isPresent() || !look.watched().contains(service.name())
                ? replaced
                : live.vitals().flatMap(vitals -> rewritten(service, vitals, live, look));
    }

    private static Finding replaced(ServiceFacts service, RunningProcess process) {
        SortedMap<String, String> evidence = evidence(service);
        evidence.put("executable", process.executable() + " (deleted)");
        return new Finding(
                FindingCode.STALE_PROCESS,
                Finding.Severity.WARNING,
                Optional.of(service.name()),
                service.name() + " still runs the old " + process.executable()
                        + ": the file was replaced or deleted after process " + process.pid() + " started"
                        + ago(service)
                        + ". An update, also one of security, is not in force.",
                remedy(service.name()),
                evidence);
    }

    private static Optional<Finding> rewritten(ServiceFacts service, Vitals vitals, LiveFacts live, Look look) {
        return service.started()
                .flatMap(ago -> newer(service.name(), vitals.now().minus(ago).plus(MARGIN), live, look)
                        .map(path -> {
                            SortedMap<String, String> evidence = evidence(service);
                            evidence.put("file", path.value());
                            Optional.ofNullable(live.changed().get(real(path, look)))
                                    .ifPresent(time -> evidence.put("written", time.toString()));
                            return new Finding(
                                            FindingCode.STALE_PROCESS,
                                            Finding.Severity.WARNING,
                                            Optional.of(service.name()),
                                            "The process of " + service.name() + " started" + ago(service) + ", before "
                                                    + path
                                                    + " was last written: what that file sets for the next start is not in force.",
                                            remedy(service.name()),
                                            evidence)
                                    .with(Finding.Confidence.LIKELY);
                        }));
    }

    private static Optional<HostPath> newer(UnitName unit, Instant start, LiveFacts live, Look look) {
        return look.observed().tree().merged(unit).stream()
                .flatMap(StaleProcessCheck::atStart)
                .map(MergedUnit.Setting::path)
                .distinct()
                .filter(path -> look.observed().manifest().entry(path).isEmpty())
                .filter(path -> Optional.ofNullable(live.changed().get(real(path, look)))
                        .filter(start::isBefore)
                        .isPresent())
                .findFirst();
    }

    private static Stream<MergedUnit.Setting> atStart(MergedUnit merged) {
        return merged.effective().entrySet().stream()
                .filter(set -> set.getKey().effect() == Directive.Effect.RESTART)
                .flatMap(set -> set.getValue().stream());
    }

    private static HostPath real(HostPath path, Look look) {
        return look.observed().tree().realPath(path).orElse(path);
    }

    private static SortedMap<String, String> evidence(ServiceFacts service) {
        SortedMap<String, String> evidence = Evidence.of("process", Integer.toString(service.mainPid()));
        service.started().ifPresent(ago -> evidence.put("started", Spans.of(ago) + " ago"));
        return evidence;
    }

    private static String ago(ServiceFacts service) {
        return service.started().map(ago -> " " + Spans.of(ago) + " ago").orElse("");
    }

    private static String remedy(UnitName unit) {
        return "on the host: systemctl daemon-reload; systemctl restart " + unit;
    }
}
