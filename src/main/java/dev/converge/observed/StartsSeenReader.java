package dev.converge.observed;

import dev.converge.unit.UnitName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * All that tells of invocations, in the order in which the host was asked: the sections {@code invocations begin}, {@code show}, {@code services},
 * {@code invocations end} and {@code watched N}.
 */
final class StartsSeenReader {

    private static final Pattern AT = Pattern.compile("at ([0-9]{1,9})[.]([0-9]{2})(?: .*)?");

    /** As {@link Handles} has them: coreutils quotes in the style of C, where a backslash of a unit's name is two. */
    private static final Pattern LINK =
            Pattern.compile("([\"'])run/systemd/units/invocation:(\\S+)\\1 -> ([\"'])([0-9a-f]{32})\\3");

    private static final Pattern ID = Pattern.compile("[0-9a-f]{32}");

    private final ProbeAnswer answer;
    private final List<Duration> times = new ArrayList<>();
    private final Map<UnitName, Set<String>> invocations = new HashMap<>();
    private final Map<UnitName, Long> restarts = new HashMap<>();
    private final Map<UnitName, Long> automatic = new HashMap<>();

    private StartsSeenReader(ProbeAnswer answer) {
        this.answer = answer;
    }

    static StartsSeen read(ProbeAnswer answer) {
        return new StartsSeenReader(answer).read();
    }

    private StartsSeen read() {
        links("invocations begin");
        records("show");
        records("services");
        links("invocations end");
        for (int look = 1; answer.find("watched " + look).isPresent(); look++) {
            time("watched " + look);
            records("watched " + look);
        }
        return times.isEmpty() ? StartsSeen.NONE : new StartsSeen(span(), counts());
    }

    private Duration span() {
        Duration span = times.getLast().minus(times.getFirst());
        return span.isNegative() ? Duration.ZERO : span;
    }

    private SortedMap<UnitName, StartsSeen.Count> counts() {
        SortedMap<UnitName, StartsSeen.Count> counts = new TreeMap<>();
        invocations.forEach((unit, ids) -> {
            long bySystemd = automatic.getOrDefault(unit, 0L);
            long starts = Math.max(ids.size() - 1L, bySystemd);
            if (starts > 0) {
                counts.put(unit, new StartsSeen.Count(starts, bySystemd));
            }
        });
        return counts;
    }

    private void time(String section) {
        for (String line : answer.lines(section)) {
            Matcher at = AT.matcher(line);
            if (at.matches()) {
                times.add(Duration.ofSeconds(Long.parseLong(at.group(1))).plusMillis(Long.parseLong(at.group(2)) * 10));
            }
        }
    }

    private void links(String section) {
        time(section);
        for (String line : answer.lines(section)) {
            Matcher link = LINK.matcher(line);
            if (link.matches()) {
                String name = link.group(1).equals("\"") ? link.group(2).replace("\\\\", "\\") : link.group(2);
                UnitName.parse(name).ifPresent(unit -> invoked(unit, link.group(4)));
            }
        }
    }

    private void records(String section) {
        for (Map<String, String> record : Units.records(answer.lines(section))) {
            UnitName.parse(record.getOrDefault("Id", "")).ifPresent(unit -> {
                String id = record.getOrDefault("InvocationID", "");
                if (ID.matcher(id).matches()) {
                    invoked(unit, id);
                }
                Digits.parse(record.get("NRestarts")).ifPresent(now -> restarted(unit, now));
            });
        }
    }

    private void invoked(UnitName unit, String id) {
        invocations.computeIfAbsent(unit, key -> new HashSet<>()).add(id);
    }

    /** A start by hand sets it back to 0. */
    private void restarted(UnitName unit, long now) {
        Long before = restarts.put(unit, now);
        if (before != null && now > before) {
            automatic.merge(unit, now - before, Long::sum);
        }
    }
}
