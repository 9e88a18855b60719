package dev.converge.observed;

import dev.converge.unit.UnitName;
import dev.converge.unit.UnitType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The section {@code services} of sweep.sh: records of {@code systemctl show} for services and slices. */
final class ServiceFactsReader {

    /** CLD_KILLED and CLD_DUMPED of waitid(2); CLD_EXITED is 1. */
    private static final List<String> BY_SIGNAL = List.of("2", "3");

    private final Optional<Duration> uptime;
    private final CachesReader caches;
    private final SortedMap<UnitName, ServiceFacts> services = new TreeMap<>();
    private final SortedMap<UnitName, Quotas> slices = new TreeMap<>();

    private ServiceFactsReader(Optional<Duration> uptime, CachesReader caches) {
        this.uptime = uptime;
        this.caches = caches;
    }

    /** @param uptime what systemd's times are counted against */
    static ServiceFactsReader read(ProbeAnswer answer, Optional<Duration> uptime) {
        ServiceFactsReader reader = new ServiceFactsReader(uptime, CachesReader.read(answer));
        Units.records(answer.lines("services")).forEach(reader::take);
        return reader;
    }

    SortedMap<UnitName, ServiceFacts> services() {
        return services;
    }

    SortedMap<UnitName, Quotas> slices() {
        return slices;
    }

    private void take(Map<String, String> record) {
        UnitName.parse(record.getOrDefault("Id", "")).ifPresent(name -> {
            if (name.type() == UnitType.SLICE) {
                slices.put(name, quotas(record));
            } else if (name.type() == UnitType.SERVICE) {
                services.put(name, facts(name, record));
            }
        });
    }

    private ServiceFacts facts(UnitName name, Map<String, String> record) {
        return new ServiceFacts(
                name,
                record.getOrDefault("LoadState", ""),
                record.getOrDefault("ActiveState", ""),
                record.getOrDefault("SubState", ""),
                record.getOrDefault("Result", ""),
                record.getOrDefault("Type", ""),
                Digits.parse(record.get("NRestarts")).orElse(0),
                Digits.small(record.get("MainPID")),
                ago(record.get("ExecMainStartTimestampMonotonic")),
                ago(record.get("StateChangeTimestampMonotonic")),
                exit(record),
                quotas(record),
                UnitName.parse(record.getOrDefault("Slice", "")),
                names(record.getOrDefault("TriggeredBy", "")));
    }

    private Quotas quotas(Map<String, String> record) {
        return new Quotas(
                Digits.parse(record.get("MemoryMax")),
                Digits.parse(record.get("MemoryCurrent")),
                caches.of(record.get("ControlGroup")),
                Digits.parse(record.get("TasksMax")),
                Digits.parse(record.get("TasksCurrent")),
                percent(record.getOrDefault("CPUQuotaPerSecUSec", "")));
    }

    /** How long ago it was, {@code micros} after the boot; 0 is never. */
    private Optional<Duration> ago(@Nullable String micros) {
        OptionalLong time = Digits.parse(micros);
        return time.isEmpty() || time.getAsLong() == 0
                ? Optional.empty()
                : uptime.map(now -> now.minusNanos(Math.min(time.getAsLong(), Long.MAX_VALUE / 1000) * 1000))
                        .map(ago -> ago.isNegative() ? Duration.ZERO : ago);
    }

    private static Optional<ServiceFacts.Exit> exit(Map<String, String> record) {
        String code = record.getOrDefault("ExecMainCode", "0");
        return code.equals("0")
                ? Optional.empty()
                : Optional.of(
                        new ServiceFacts.Exit(BY_SIGNAL.contains(code), Digits.small(record.get("ExecMainStatus"))));
    }

    /** {@code 800ms} of each second are 80 %; {@code 1.500000s}, {@code 2s}; {@code 1min 40s}, for which nobody has the CPUs, is none. */
    private static OptionalLong percent(String span) {
        if (span.matches("[0-9]{1,9}us")) {
            return OptionalLong.of(Long.parseLong(span.substring(0, span.length() - 2)) / 10_000);
        }
        if (span.matches("[0-9]{1,6}([.][0-9]{1,6})?ms")) {
            return OptionalLong.of((long) (Double.parseDouble(span.substring(0, span.length() - 2)) / 10));
        }
        return span.matches("[0-9]{1,6}([.][0-9]{1,6})?s")
                ? OptionalLong.of((long) (Double.parseDouble(span.substring(0, span.length() - 1)) * 100))
                : OptionalLong.empty();
    }

    private static List<UnitName> names(String words) {
        List<UnitName> names = new ArrayList<>();
        for (String word : words.split(" ", -1)) {
            UnitName.parse(word).ifPresent(names::add);
        }
        names.sort(null);
        return names;
    }
}
