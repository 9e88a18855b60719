package dev.converge.check;

import dev.converge.observed.LiveFacts;
import dev.converge.observed.Quotas;
import dev.converge.observed.ServiceFacts;
import dev.converge.unit.UnitName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * The limits of active services and of the slices they are in: what a slice may use, all in it may use together.
 *
 * @param limit one of the numbers of {@link Quotas}; none: no limit
 */
record QuotaTree(LiveFacts live, Function<Quotas, OptionalLong> limit) {

    static final String ROOT = "-.slice";

    static QuotaTree ofMemory(LiveFacts live) {
        return new QuotaTree(live, Quotas::memoryMax);
    }

    /** The smallest limit of the service and of the slices above it. */
    OptionalLong effective(ServiceFacts service) {
        OptionalLong least = limit.apply(service.quotas());
        for (UnitName slice : slices(service)) {
            least = least(least, ofSlice(slice));
        }
        return least;
    }

    /** What all active services with a limit, their own or a slice's, may use together. */
    long granted() {
        Map<UnitName, List<OptionalLong>> members = new HashMap<>();
        live.services().values().stream()
                .filter(service -> isActive(service) && service.slice().isPresent())
                .forEach(service -> members.computeIfAbsent(service.slice().orElseThrow(), key -> new ArrayList<>())
                        .add(limit.apply(service.quotas())));
        // The deepest first, so that each has its members' sums when its own turn comes.
        List<UnitName> slices = members.keySet().stream()
                .flatMap(slice -> withAncestors(slice).stream())
                .distinct()
                .sorted((one, other) -> Integer.compare(depth(other), depth(one)))
                .toList();
        long total = 0;
        for (UnitName slice : slices) {
            List<OptionalLong> inside = members.getOrDefault(slice, List.of());
            long sum = inside.stream().mapToLong(bytes -> bytes.orElse(0)).reduce(0, QuotaTree::sum);
            boolean isOpen = inside.stream().anyMatch(OptionalLong::isEmpty);
            OptionalLong own = ofSlice(slice);
            OptionalLong bounded = isOpen ? own : least(OptionalLong.of(sum), own);
            // Without a limit of its own a slice grants what its members are granted; what has none among them is open.
            long here = bounded.orElse(sum);
            Optional<UnitName> parent = parent(slice);
            if (parent.isPresent()) {
                members.computeIfAbsent(parent.get(), key -> new ArrayList<>())
                        .add(bounded.isPresent() || sum > 0 ? OptionalLong.of(here) : OptionalLong.empty());
            } else {
                total = sum(total, here);
            }
        }
        return total;
    }

    /** Active services for which nothing sets a limit. */
    List<UnitName> unlimited() {
        return live.services().values().stream()
                .filter(QuotaTree::isActive)
                .filter(service -> effective(service).isEmpty())
                .map(ServiceFacts::name)
                .toList();
    }

    /** Whether it has processes: a oneshot that is done uses nothing. */
    static boolean isActive(ServiceFacts service) {
        return service.isActive()
                && (service.mainPid() > 0 || service.quotas().tasks().orElse(0) > 0);
    }

    private OptionalLong ofSlice(UnitName slice) {
        return Optional.ofNullable(live.slices().get(slice)).map(limit).orElse(OptionalLong.empty());
    }

    private static List<UnitName> slices(ServiceFacts service) {
        return service.slice().map(QuotaTree::withAncestors).orElse(List.of());
    }

    private static List<UnitName> withAncestors(UnitName slice) {
        List<UnitName> all = new ArrayList<>();
        Optional<UnitName> next = Optional.of(slice);
        while (next.isPresent()) {
            all.add(next.get());
            next = parent(next.get());
        }
        return all;
    }

    /** {@code a-b.slice} is in {@code a.slice}, and that in the root. */
    private static Optional<UnitName> parent(UnitName slice) {
        if (slice.value().equals(ROOT)) {
            return Optional.empty();
        }
        int dash = slice.stem().lastIndexOf('-');
        return UnitName.parse(dash > 0 ? slice.stem().substring(0, dash) + ".slice" : ROOT);
    }

    private static int depth(UnitName slice) {
        return slice.value().equals(ROOT)
                ? 0
                : 1 + (int) slice.stem().chars().filter(c -> c == '-').count();
    }

    private static long sum(long one, long other) {
        return one > Long.MAX_VALUE - other ? Long.MAX_VALUE : one + other;
    }

    static OptionalLong least(OptionalLong one, OptionalLong other) {
        if (one.isEmpty() || other.isEmpty()) {
            return one.isEmpty() ? other : one;
        }
        return OptionalLong.of(Math.min(one.getAsLong(), other.getAsLong()));
    }
}
