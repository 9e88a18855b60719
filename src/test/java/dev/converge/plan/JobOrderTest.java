package dev.converge.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.converge.unit.Content;
import dev.converge.unit.Dependencies;
import dev.converge.unit.FileMode;
import dev.converge.unit.FileState;
import dev.converge.unit.HostPath;
import dev.converge.unit.Owner;
import dev.converge.unit.UnitName;
import dev.converge.unit.UnitTree;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class JobOrderTest {

    private final Map<HostPath, FileState> files = new HashMap<>();

    private JobOrderTest unit(String name, String content) {
        files.put(
                new HostPath("/etc/systemd/system/" + name),
                new FileState.Regular(Content.of(content), FileMode.UNIT_FILE, Owner.ROOT));
        return this;
    }

    private JobOrder order() {
        return new JobOrder(new Dependencies(UnitTree.of(files)));
    }

    private static List<UnitName> units(String... names) {
        return Stream.of(names).map(UnitName::new).toList();
    }

    @Test
    void whatComesAfterWaitsAndTheRestStaysAsGiven() {
        JobOrder order = unit("a.service", "[Unit]\nAfter=c.service\n")
                .unit("b.service", "[Unit]\nDescription=B\n")
                .unit("c.service", "[Unit]\nAfter=b.service\nBefore=d.service\n")
                .unit("d.service", "[Service]\n")
                .order();

        List<UnitName> starts = order.ofStarts(units("a.service", "d.service", "c.service", "b.service", "z.service"));

        assertThat(starts).isEqualTo(units("b.service", "c.service", "a.service", "d.service", "z.service"));
    }

    @Test
    void stopsGoTheOtherWayRoundAndTriggersFirst() {
        JobOrder order = unit("web.service", "[Unit]\nAfter=db.service\n")
                .unit("db.service", "[Service]\n")
                .unit("db.socket", "[Socket]\nListenStream=1\n")
                .unit("web.timer", "[Timer]\nOnCalendar=daily\n")
                .order();

        List<UnitName> stops = order.ofStops(units("db.service", "db.socket", "web.service", "web.timer"));

        assertThat(stops).isEqualTo(units("db.socket", "web.timer", "web.service", "db.service"));
    }

    @Test
    void aNeedWithoutAnOrderStillCountsAsOne() {
        JobOrder order = unit("a.service", "[Unit]\nBindsTo=b.service\n")
                .unit("b.service", "[Service]\n")
                .unit("c.service", "[Unit]\nRequires=d.service\nBefore=d.service\n")
                .unit("d.service", "[Service]\n")
                .order();

        List<UnitName> starts = order.ofStarts(units("a.service", "b.service", "d.service", "c.service"));

        assertThat(starts).isEqualTo(units("b.service", "a.service", "c.service", "d.service"));
    }

    @Test
    void aCircleBeginsWithTheFirstGivenAndWhatHangsOnItFollows() {
        JobOrder order = unit("a.service", "[Unit]\nAfter=b.service\n")
                .unit("b.service", "[Unit]\nAfter=a.service a.service b.service\n")
                .unit("c.service", "[Unit]\nAfter=a.service\n")
                .order();

        assertThat(order.ofStarts(units("c.service", "b.service", "a.service")))
                .isEqualTo(units("c.service", "b.service", "a.service"));
        assertThat(order.ofStarts(units("b.service", "a.service", "c.service")))
                .isEqualTo(units("b.service", "a.service", "c.service"));
    }

    /** Whatever units say of one another, each is there once, and no order that can be kept is broken. */
    @Test
    void anyGraphWithoutCirclesIsKept() {
        long seed = 20_261_122;
        Random random = new Random(seed);
        for (int round = 0; round < 50; round++) {
            files.clear();
            List<UnitName> units = new ArrayList<>(IntStream.range(0, 20)
                    .mapToObj(i -> new UnitName("u" + i + ".service"))
                    .toList());
            int[][] edges = edges(random, units);
            Collections.shuffle(units, random);

            List<UnitName> starts = order().ofStarts(units);

            assertThat(starts).as("seed %s, round %s", seed, round).containsExactlyInAnyOrderElementsOf(units);
            for (int[] edge : edges) {
                assertThat(starts.indexOf(new UnitName("u" + edge[0] + ".service")))
                        .as("seed %s, round %s: u%s after u%s", seed, round, edge[0], edge[1])
                        .isGreaterThan(starts.indexOf(new UnitName("u" + edge[1] + ".service")));
            }
        }
    }

    /** With circles, too: always the first that waits for none of those left, and where all wait, the first. */
    @Test
    void theFirstThatNeedNotWaitIsAlwaysNext() {
        long seed = 20_261_122;
        Random random = new Random(seed);
        for (int round = 0; round < 100; round++) {
            files.clear();
            List<UnitName> units = IntStream.range(0, 10)
                    .mapToObj(i -> new UnitName("u" + i + ".service"))
                    .toList();
            units.forEach(unit -> unit(
                    unit.value(),
                    "[Unit]\nAfter=" + units.get(random.nextInt(10)) + "\nRequires=" + units.get(random.nextInt(10))
                            + "\n"));
            Dependencies dependencies = new Dependencies(UnitTree.of(files));

            List<UnitName> starts = new JobOrder(dependencies).ofStarts(units);

            assertThat(starts).as("seed %s, round %s", seed, round).isEqualTo(oneByOne(units, dependencies));
        }
    }

    /** The rule word for word, each unit asked about each other. */
    private static List<UnitName> oneByOne(List<UnitName> units, Dependencies dependencies) {
        List<UnitName> left = new ArrayList<>(units);
        List<UnitName> ordered = new ArrayList<>();
        while (!left.isEmpty()) {
            UnitName next = left.stream()
                    .filter(unit -> left.stream().noneMatch(other -> mustWait(unit, other, dependencies)))
                    .findFirst()
                    .orElse(left.getFirst());
            left.remove(next);
            ordered.add(next);
        }
        return ordered;
    }

    private static boolean mustWait(UnitName unit, UnitName other, Dependencies dependencies) {
        return !unit.equals(other)
                && (dependencies.isAfter(unit, other)
                        || (dependencies.goesDownWith(unit, other) && !dependencies.isAfter(other, unit)));
    }

    /** Pairs of a unit and one with a lower number that it comes after; half of them are told by the other unit. */
    private int[][] edges(Random random, List<UnitName> units) {
        Map<UnitName, String> lines = new HashMap<>();
        int[][] edges = new int[30][];
        for (int i = 0; i < edges.length; i++) {
            int after = 1 + random.nextInt(units.size() - 1);
            int before = random.nextInt(after);
            edges[i] = new int[] {after, before};
            if (random.nextBoolean()) {
                lines.merge(units.get(after), "After=" + units.get(before) + "\n", String::concat);
            } else {
                lines.merge(units.get(before), "Before=" + units.get(after) + "\n", String::concat);
            }
        }
        units.forEach(unit -> unit(unit.value(), "[Unit]\n" + lines.getOrDefault(unit, "")));
        return edges;
    }
}
