package dev.converge.observed;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The sections {@code vitals} and {@code files} of sweep.sh. */
final class VitalsReader {

    private static final long KIBI = 1024;
    private static final long YEAR_10000 = 253_402_300_800L;
    private static final Pattern STALL = Pattern.compile(
            "pressure (cpu|memory|io) (some|full) avg10=\\S+ avg60=([0-9]{1,3}[.][0-9]{1,4}) avg300=\\S+ total=\\S+");
    private static final Pattern OPEN = Pattern.compile("([1-9][0-9]{0,8}) ([0-9]{1,12})");
    private static final Pattern LIMIT =
            Pattern.compile("proc/([1-9][0-9]{0,8})/limits:Max open files +([0-9]{1,18}) .*");

    private final Map<String, List<String>> words = new HashMap<>();
    private final List<String> files;
    private final SortedMap<String, Vitals.Stall> stalls = new TreeMap<>();

    private VitalsReader(List<String> vitals, List<String> files) {
        this.files = files;
        for (String line : vitals) {
            List<String> parts = List.of(line.strip().split("[:\\s]+", 8));
            words.putIfAbsent(parts.getFirst(), parts);
            takeStall(line);
        }
    }

    /** Nothing when the host did not even tell the time. */
    static Optional<Vitals> read(ProbeAnswer answer) {
        VitalsReader reader = new VitalsReader(answer.lines("vitals"), answer.lines("files"));
        OptionalLong now = reader.number("now", 1);
        Optional<Duration> uptime = reader.uptime();
        return now.isPresent() && uptime.isPresent() && now.getAsLong() < YEAR_10000
                ? Optional.of(reader.vitals(Instant.ofEpochSecond(now.getAsLong()), uptime.get()))
                : Optional.empty();
    }

    private Vitals vitals(Instant now, Duration uptime) {
        OptionalLong total = kibibytes("MemTotal");
        OptionalLong limit = number("group_memory.max", 1);
        boolean isLimited = total.isPresent() && limit.isPresent() && limit.getAsLong() < total.getAsLong();
        OptionalLong processIds = least(number("pid_max", 1), number("threads_max", 1));
        OptionalLong most = number("group_pids.max", 1);
        boolean isCounted = most.isPresent() && (processIds.isEmpty() || most.getAsLong() < processIds.getAsLong());
        return new Vitals(
                now,
                uptime,
                isLimited ? limit : total,
                isLimited ? availableOf(limit.getAsLong()) : kibibytes("MemAvailable"),
                isCounted ? most : processIds,
                isCounted ? number("group_pids.current", 1) : tasks(),
                number("cpus", 1),
                number("files", 1),
                number("files", 3),
                filesOfProcesses(),
                stalls);
    }

    private Optional<Duration> uptime() {
        String text = word("uptime", 1);
        return text.matches("[0-9]{1,12}[.][0-9]{1,3}")
                ? Optional.of(Duration.ofMillis((long) (Double.parseDouble(text) * 1000)))
                : Optional.empty();
    }

    /** What the group holds beyond what the kernel would drop at once, such as cached files. */
    private OptionalLong availableOf(long limit) {
        OptionalLong used = number("group_memory.current", 1);
        if (used.isEmpty()) {
            return used;
        }
        long cached = Math.max(
                number("inactive_file", 1).orElse(0),
                number("total_inactive_file", 1).orElse(0));
        return OptionalLong.of(Math.clamp(limit - used.getAsLong() + cached, 0, limit));
    }

    /** {@code 0.10 0.20 0.30 2/567 4711}: running and all. */
    private OptionalLong tasks() {
        return Digits.parse(word("tasks", 4).replaceFirst("^[0-9]*/", ""));
    }

    private void takeStall(String line) {
        Matcher stall = STALL.matcher(line);
        if (stall.matches()) {
            double percent = Double.parseDouble(stall.group(3));
            Vitals.Stall known = stalls.getOrDefault(stall.group(1), new Vitals.Stall(0, 0));
            stalls.put(
                    stall.group(1),
                    stall.group(2).equals("some")
                            ? new Vitals.Stall(percent, known.full())
                            : new Vitals.Stall(known.some(), percent));
        }
    }

    private List<Vitals.ProcessFiles> filesOfProcesses() {
        Map<Integer, Long> open = new TreeMap<>();
        List<Vitals.ProcessFiles> found = new ArrayList<>();
        for (String line : files) {
            Matcher number = OPEN.matcher(line);
            Matcher limit = LIMIT.matcher(line);
            if (number.matches()) {
                open.putIfAbsent(Integer.valueOf(number.group(1)), Long.valueOf(number.group(2)));
            } else if (limit.matches()) {
                int pid = Integer.parseInt(limit.group(1));
                Optional.ofNullable(open.remove(pid))
                        .ifPresent(count ->
                                found.add(new Vitals.ProcessFiles(pid, count, Long.parseLong(limit.group(2)))));
            }
        }
        return found;
    }

    private OptionalLong kibibytes(String name) {
        OptionalLong number = number(name, 1);
        return number.isPresent() && number.getAsLong() < Long.MAX_VALUE / KIBI
                ? OptionalLong.of(number.getAsLong() * KIBI)
                : OptionalLong.empty();
    }

    private OptionalLong number(String name, int column) {
        return Digits.parse(word(name, column));
    }

    private String word(String name, int column) {
        List<String> parts = words.getOrDefault(name, List.of());
        return column < parts.size() ? parts.get(column) : "";
    }

    private static OptionalLong least(OptionalLong one, OptionalLong other) {
        if (one.isEmpty() || other.isEmpty()) {
            return one.isEmpty() ? other : one;
        }
        return OptionalLong.of(Math.min(one.getAsLong(), other.getAsLong()));
    }
}
