package dev.converge.observed;

import dev.converge.unit.UnitName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The sections {@code journal}, {@code counted WINDOW KIND} and {@code killed} of sweep.sh. */
final class JournalCountsReader {

    private static final Pattern OLDEST = Pattern.compile("oldest ([0-9]{1,11})");
    private static final Pattern PLACE = Pattern.compile(
            "disk ((?:var|run)/log/journal) ([0-9]{1,12}) ([0-9]{1,8}) ([0-9]{1,12}) ([0-9]{1,12}) ([0-9]{1,12})");
    private static final Pattern STATUS = Pattern.compile("status ([0-9]{1,3})");
    private static final Pattern COUNT = Pattern.compile(" *([0-9]{1,12}) (\\S+)");
    private static final String KILLED_IN = "task_memcg=";

    private final ProbeAnswer answer;
    private final SortedSet<UnitName> units = new TreeSet<>();
    private boolean cutShort;

    private JournalCountsReader(ProbeAnswer answer) {
        this.answer = answer;
    }

    static JournalCounts read(ProbeAnswer answer) {
        return new JournalCountsReader(answer).read();
    }

    private JournalCounts read() {
        Optional<Instant> oldest = answer.lines("journal").stream()
                .map(OLDEST::matcher)
                .filter(Matcher::matches)
                .map(line -> Instant.ofEpochSecond(Long.parseLong(line.group(1))))
                .findFirst();
        return new JournalCounts(oldest.isPresent(), oldest, starts(), killed(), places());
    }

    /** A start of some types of services is logged when it begins, of others when it is done, of some both: so the larger number is right. */
    private SortedMap<UnitName, JournalCounts.Starts> starts() {
        Map<UnitName, Long> started = counted("all started");
        Map<UnitName, Long> starting = counted("all starting");
        Map<UnitName, Long> failed = counted("all failed");
        Map<UnitName, Long> startedNow = counted("hour started");
        Map<UnitName, Long> startingNow = counted("hour starting");
        Map<UnitName, Long> failedNow = counted("hour failed");
        Map<UnitName, Long> startedLate = counted("late started");
        Map<UnitName, Long> startingLate = counted("late starting");
        SortedMap<UnitName, JournalCounts.Starts> starts = new TreeMap<>();
        units.forEach(unit -> {
            long late = Math.max(of(startedLate, unit), of(startingLate, unit));
            long inHour = Math.max(late, Math.max(of(startedNow, unit), of(startingNow, unit)));
            long failures = of(failedNow, unit);
            starts.put(
                    unit,
                    new JournalCounts.Starts(
                            Math.max(inHour, Math.max(of(started, unit), of(starting, unit))),
                            Math.max(failures, of(failed, unit)),
                            inHour,
                            failures,
                            late,
                            cutShort));
        });
        return starts;
    }

    private static long of(Map<UnitName, Long> counts, UnitName unit) {
        return counts.getOrDefault(unit, 0L);
    }

    private Map<UnitName, Long> counted(String what) {
        Map<UnitName, Long> counts = new HashMap<>();
        for (String line : answer.lines("counted " + what)) {
            Matcher status = STATUS.matcher(line);
            Matcher count = COUNT.matcher(line);
            if (status.matches()) {
                cutShort |= Integer.parseInt(status.group(1)) >= 124;
            } else if (count.matches()) {
                UnitName.parse(count.group(2)).ifPresent(unit -> {
                    counts.merge(unit, Long.valueOf(count.group(1)), Long::sum);
                    units.add(unit);
                });
            }
        }
        return counts;
    }

    private SortedMap<UnitName, Long> killed() {
        NavigableMap<UnitName, Long> killed = new TreeMap<>();
        counted("all killed").forEach(killed::put);
        NavigableMap<UnitName, Long> byKernel = new TreeMap<>();
        String root = ControlGroups.root(answer.lines("cgroups"));
        for (String line : answer.lines("killed")) {
            Matcher count = COUNT.matcher(line);
            if (count.matches() && count.group(2).startsWith(KILLED_IN)) {
                ControlGroups.unitOf(count.group(2).substring(KILLED_IN.length()), root)
                        .ifPresent(unit -> byKernel.merge(unit, Long.valueOf(count.group(1)), Long::sum));
            }
        }
        // Both tell of the same kills.
        byKernel.forEach((unit, kills) -> killed.merge(unit, kills, Math::max));
        return killed;
    }

    private List<JournalCounts.Place> places() {
        List<JournalCounts.Place> places = new ArrayList<>();
        for (String line : answer.lines("journal")) {
            Matcher place = PLACE.matcher(line);
            if (place.matches()) {
                long block = Long.parseLong(place.group(3));
                places.add(new JournalCounts.Place(
                        "/" + place.group(1),
                        Long.parseLong(place.group(2)) * 1024,
                        bytes(block, Math.max(0, Long.parseLong(place.group(4)) - Long.parseLong(place.group(5)))),
                        bytes(block, Long.parseLong(place.group(6)))));
            }
        }
        return places;
    }

    /** Two of them can be added. */
    private static long bytes(long block, long blocks) {
        long most = Long.MAX_VALUE / 2;
        return block > 0 && blocks > most / block ? most : block * blocks;
    }
}
