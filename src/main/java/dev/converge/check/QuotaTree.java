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
import java.util.SortedSet;
import java.util.TreeSet;
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
        Map<UnitName, List<ServiceFacts>> members = new HashMap<>();
        Map<UnitName, SortedSet<UnitName>> children = new HashMap<>();
        live.services().values().stream()
                .filter(service -> isActive(service) && service.slice().isPresent())
                .forEach(service -> {
                    UnitName slice = service.slice().orElseThrow();
                    List<ServiceFacts> inside = members.computeIfAbsent(slice, first -> new ArrayList<>());
                    if (inside.isEmpty()) {
                        addAncestors(slice, children);
                    }
                    inside.add(service);
                });
        return share(new UnitName(ROOT), members, children).granted();
    }

    /**
     * What is in a slice, or a service alone.
     *
     * @param isOpen whether something in it has no limit, so that all of a limit further up is its own
     */
    private record Share(long granted, boolean isOpen) {

        private Share and(Share other) {
            long sum = granted > Long.MAX_VALUE - other.granted ? Long.MAX_VALUE : granted + other.granted;
            return new Share(sum, isOpen || other.isOpen);
        }

        private Share within(OptionalLong most) {
            if (most.isEmpty()) {
                return this;
            }
            return new Share(isOpen ? most.getAsLong() : Math.min(granted, most.getAsLong()), false);
        }
    }

    private static void addAncestors(UnitName slice, Map<UnitName, SortedSet<UnitName>> children) {
        for (UnitName each : withAncestors(slice)) {
            parent(each)
                    .ifPresent(above -> children.computeIfAbsent(above, first -> new TreeSet<>())
                            .add(each));
        }
    }

    private Share share(
            UnitName slice, Map<UnitName, List<ServiceFacts>> members, Map<UnitName, SortedSet<UnitName>> children) {
        Share inside = new Share(0, false);
        for (ServiceFacts service : members.getOrDefault(slice, List.of())) {
            OptionalLong own = limit.apply(service.quotas());
            inside = inside.and(new Share(own.orElse(0), own.isEmpty()));
        }
        for (UnitName child : children.getOrDefault(slice, new TreeSet<>())) {
            inside = inside.and(share(child, members, children));
        }
        return inside.within(ofSlice(slice));
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

    static OptionalLong least(OptionalLong one, OptionalLong other) {
        if (one.isEmpty() || other.isEmpty()) {
            return one.isEmpty() ? other : one;
        }
        return OptionalLong.of(Math.min(one.getAsLong(), other.getAsLong()));
    }
}
