package dev.converge.check;

import dev.converge.finding.Finding;
import dev.converge.observed.JournalCounts;
import dev.converge.observed.LiveFacts;
import dev.converge.observed.ServiceFacts;
import dev.converge.observed.StartsSeen;
import dev.converge.observed.Vitals;
import dev.converge.unit.RestartVerdict;
import dev.converge.unit.UnitName;
import dev.converge.unit.UnitType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;

/**
 * How often a service was started, and whether that is a loop.
 *
 * @param facts how it stands; none when systemd has forgotten it
 * @param journal whether the journal could be read, so that what it does not tell did not happen
 * @param seen starts while the host was looked at, {@code look} how long that was
 * @param often from how many starts in an hour on it is a loop
 * @param lookBack the time that {@code starts} are of
 * @param isOurs whether people put it on the host, or a play declares it
 * @param processIds how many more processes the machine can have; none when that is not known
 * @param verdict what its start limit makes of a loop
 */
record Loop(
        UnitName unit,
        Optional<ServiceFacts> facts,
        boolean journal,
        JournalCounts.Starts starts,
        StartsSeen.Count seen,
        Duration look,
        long often,
        Duration lookBack,
        boolean isOurs,
        OptionalLong processIds,
        Optional<RestartVerdict> verdict) {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration LATELY = Duration.ofMinutes(10);

    /** So many starts within seconds are a loop, of whatever the journal cannot tell. A deployment starts something once, or twice when it goes back. */
    private static final int MANY_AT_ONCE = 3;

    static Loop of(UnitName unit, LiveFacts live, Look look) {
        Optional<Vitals> vitals = live.vitals();
        OptionalLong most = vitals.map(Vitals::processIds).orElse(OptionalLong.empty());
        OptionalLong tasks = vitals.map(Vitals::tasks).orElse(OptionalLong.empty());
        return new Loop(
                unit,
                live.service(unit),
                live.journal().readable(),
                live.journal().of(unit),
                live.seen().of(unit),
                live.seen().span(),
                look.thresholds().restartsPerHour(),
                look.thresholds().lookBack(),
                look.watched().contains(unit),
                most.isPresent() && tasks.isPresent()
                        ? OptionalLong.of(Math.max(0, most.getAsLong() - tasks.getAsLong()))
                        : OptionalLong.empty(),
                look.observed()
                        .tree()
                        .merged(unit)
                        .map(merged ->
                                RestartVerdict.of(merged, look.observed().tree().managerDefaults())));
    }

    boolean isTold() {
        return isAutomatic() || isFailing() || isByOthers();
    }

    /** Whether it goes on at this moment: it was seen to, it waits for its next restart, or the last one is no longer ago than they usually are apart. */
    boolean goesOn() {
        return isSeen()
                || facts.filter(service -> service.isBetweenRestarts()
                                || (service.isActive() && isWithin(rhythm().multipliedBy(2), service.started())))
                        .isPresent();
    }

    /** Whether it was started anew while the host was looked at. */
    private boolean isSeen() {
        return seen.starts() > 0;
    }

    /** Whether systemd itself restarts it. NRestarts alone does not tell in which time that was. */
    private boolean isAutomatic() {
        long restarts = restarts();
        return restarts >= often
                && (starts.startsInHour() >= often
                        || starts.failures() >= often
                        || (!journal && (goesOn() || isWithin(HOUR, changed()))));
    }

    /** Whether it fails each time: that of a timer is told as a failed unit, not as a loop. */
    private boolean isFailing() {
        return starts.failures() >= often && !isTriggered();
    }

    /** Whether somebody else starts it all the time, who need not do so because it fails. Programs that come and go on request are no such thing. */
    boolean isByOthers() {
        return isOurs
                && !isTriggered()
                && restarts() < often
                && starts.failures() < often
                && (journal ? starts.startsInHour() >= often : seen.byOthers() >= MANY_AT_ONCE)
                && facts.filter(service -> service.type().equals("oneshot")
                                || service.type().equals("dbus"))
                        .isEmpty();
    }

    Finding.Severity severity() {
        return goesOn() && (!isByOthers() || isSeen()) ? Finding.Severity.ERROR : Finding.Severity.WARNING;
    }

    Finding.Confidence confidence() {
        if (isByOthers()) {
            return isSeen() ? Finding.Confidence.LIKELY : Finding.Confidence.POSSIBLE;
        }
        return goesOn() ? Finding.Confidence.CERTAIN : Finding.Confidence.LIKELY;
    }

    String message() {
        List<String> counts = new ArrayList<>();
        if (journal) {
            counts.add("started " + times(starts.startsInHour()) + " in the last hour, "
                    + times(starts.starts()) + " in the last " + Spans.of(lookBack)
                    + (starts.failures() > 0 ? ", of which it failed " + times(starts.failures()) : ""));
        }
        if (isSeen()) {
            counts.add("started anew " + Amounts.times(seen.starts()) + " in the " + Spans.of(roundedLook())
                    + " that the host was looked at");
        }
        if (restarts() > 0) {
            counts.add(number(restarts()) + " automatic restarts since it was last started by hand");
        }
        return unit + (goesOn() ? " is in a loop: " : " was in a loop: ") + String.join("; ", counts) + "." + end();
    }

    /** How it will end, or ended. */
    private String end() {
        if (!goesOn()) {
            return facts.map(service -> " It is " + service.activeState()
                            + service.changed()
                                    .map(ago -> " since " + Spans.of(ago))
                                    .orElse("") + ".")
                    .orElse(" It is not loaded any more.");
        }
        String limit = verdict.filter(end -> end.kind() == RestartVerdict.Kind.UNBOUNDED)
                .map(end -> " No start limit ends it: " + end.arithmetic() + ".")
                .orElse("");
        return limit + exhaustion().map(text -> " " + text).orElse("");
    }

    /** What became of the host of incident 2: each start left a process behind. */
    private Optional<String> exhaustion() {
        long perHour = perHour();
        OptionalLong own = facts.map(service -> service.quotas().tasksMax()).orElse(OptionalLong.empty());
        boolean isOwn = own.isPresent() && (processIds.isEmpty() || own.getAsLong() < processIds.getAsLong());
        OptionalLong left = isOwn ? own : processIds;
        if (left.isEmpty() || perHour == 0) {
            return Optional.empty();
        }
        Duration until = Duration.ofSeconds(Math.min(left.getAsLong(), Long.MAX_VALUE / 7200) * 3600 / perHour);
        return Optional.of("At " + perHour + " starts an hour, if each leaves one process behind, "
                + (isOwn
                        ? "its TasksMax=" + left.getAsLong() + " is"
                        : "the " + left.getAsLong() + " free process ids are")
                + " used up in " + Spans.of(until) + ".");
    }

    SortedMap<String, String> evidence() {
        SortedMap<String, String> evidence = Evidence.of("restarts", Long.toString(restarts()));
        if (journal) {
            evidence.put("starts-per-hour", Long.toString(perHour()));
            evidence.put("starts-in-last-hour", number(starts.startsInHour()));
            evidence.put("failures-in-last-hour", number(starts.failuresInHour()));
            evidence.put("starts", number(starts.starts()));
            evidence.put("failures", number(starts.failures()));
            evidence.put("look-back", Spans.of(lookBack));
        } else {
            evidence.put("journal", "could not be read");
            evidence.put("starts-per-hour", perHour() > 0 ? Long.toString(perHour()) : "unknown");
        }
        if (isSeen()) {
            evidence.put("starts-seen", seen.starts() + " in " + Spans.of(roundedLook()));
        }
        facts.ifPresent(service -> {
            evidence.put("state", service.activeState() + " (" + service.subState() + ")");
            service.started().ifPresent(ago -> evidence.put("last-start", Spans.of(ago) + " ago"));
        });
        verdict.ifPresent(end -> evidence.put("start-limit", end.arithmetic()));
        return evidence;
    }

    /** As fast as it goes now: a loop that has just begun shows its pace in the last minutes. What nobody counted has the pace that was seen. */
    private long perHour() {
        long ofSeen =
                journal || seen.starts() < 2 ? 0 : seen.starts() * HOUR.toMillis() / Math.max(1000, look.toMillis());
        return Math.max(
                ofSeen, Math.max(starts.startsInHour(), starts.startsOfLate() > 1 ? starts.startsOfLate() * 12 : 0));
    }

    private Duration roundedLook() {
        return look.compareTo(Duration.ofSeconds(1)) < 0 ? Duration.ofSeconds(1) : look.plusMillis(500);
    }

    private long restarts() {
        return facts.map(ServiceFacts::restarts).orElse(0L);
    }

    private Optional<Duration> changed() {
        return facts.flatMap(ServiceFacts::changed);
    }

    /** The time from start to start; without a journal, what an operator would call just now. */
    private Duration rhythm() {
        return starts.startsInHour() > 0 ? HOUR.dividedBy(starts.startsInHour()) : LATELY;
    }

    private static boolean isWithin(Duration span, Optional<Duration> ago) {
        return ago.filter(time -> time.compareTo(span) <= 0).isPresent();
    }

    private boolean isTriggered() {
        return facts.filter(service ->
                        service.triggeredBy().stream().anyMatch(starter -> starter.type() != UnitType.SERVICE))
                .isPresent();
    }

    private String times(long count) {
        return (starts.atLeast() ? "at least " : "") + Amounts.times(count);
    }

    private String number(long count) {
        return (starts.atLeast() ? "at least " : "") + count;
    }
}
