package dev.converge.unit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class NeighboursTest {

    private static final long SEED = 20_261_122;
    private static final List<String> KINDS = List.of("a.service", "b.service", "c@x.service", "d.socket", "e.target");
    private static final List<String> RELATIONS = List.of(
            "After", "Before", "Requires", "BindsTo", "PartOf", "StopPropagatedFrom", "PropagatesStopTo", "Conflicts");

    @Test
    void unitsThatDoNotNameOneAnotherAreNoNeighbours() {
        UnitTree tree = Trees.of(
                "/etc/systemd/system/a.service: [Unit] | After=b.service network.target",
                "/etc/systemd/system/b.service: [Unit] | After=network.target",
                "/etc/systemd/system/c.service: [Unit] | After=network.target",
                "/etc/systemd/system/d.service: [Unit] | Conflicts=alias.service",
                "/etc/systemd/system/alias.service -> a.service",
                "/etc/systemd/system/e.timer: [Timer] | Unit=alias.service");
        Neighbours neighbours = new Dependencies(tree).among(tree.units());

        assertThat(neighbours.of(new UnitName("a.service")))
                .extracting(UnitName::value)
                .containsExactly("b.service", "d.service", "e.timer");
        assertThat(neighbours.of(new UnitName("b.service")))
                .extracting(UnitName::value)
                .containsExactly("a.service", "alias.service");
        assertThat(neighbours.of(new UnitName("c.service"))).isEmpty();
        assertThat(neighbours.of(new UnitName("d.service")))
                .extracting(UnitName::value)
                .containsExactly("a.service", "alias.service");
        assertThat(neighbours.of(new UnitName("network.target")))
                .extracting(UnitName::value)
                .containsExactly("a.service", "alias.service", "b.service", "c.service");
    }

    @Test
    void whateverHasToDoWithAUnitIsItsNeighbour() {
        Random random = new Random(SEED);
        for (int round = 0; round < 200; round++) {
            UnitTree tree = tree(random);
            SortedSet<UnitName> units = new TreeSet<>(tree.units());
            Dependencies dependencies = new Dependencies(tree);
            Neighbours neighbours = dependencies.among(units);

            for (UnitName unit : units) {
                List<UnitName> related = units.stream()
                        .filter(other -> areRelated(dependencies, unit, other))
                        .toList();
                assertThat(neighbours.of(unit))
                        .as("seed %s, round %s, %s of %s", SEED, round, unit, tree.files())
                        .containsAll(related);
            }
        }
    }

    private static boolean areRelated(Dependencies dependencies, UnitName unit, UnitName other) {
        return dependencies.isAfter(unit, other)
                || dependencies.isAfter(other, unit)
                || dependencies.goesDownWith(unit, other)
                || dependencies.goesDownWith(other, unit)
                || dependencies.conflict(unit, other)
                || dependencies.triggeredBy(other).filter(unit::equals).isPresent();
    }

    private static UnitTree tree(Random random) {
        List<String> lines = new ArrayList<>(List.of(
                "/etc/systemd/system/alias.service -> a.service",
                "/etc/systemd/system/e.target.requires/b.service -> ../b.service"));
        for (String kind : KINDS) {
            String[] said = IntStream.range(0, random.nextInt(4))
                    .mapToObj(i ->
                            pick(RELATIONS, random) + "=" + pick(KINDS, random).replace("b.", "alias."))
                    .toArray(String[]::new);
            lines.add("/etc/systemd/system/" + kind + ": [Unit] | " + String.join(" | ", Arrays.asList(said)));
        }
        return Trees.of(lines.toArray(String[]::new));
    }

    private static String pick(List<String> items, Random random) {
        return items.get(random.nextInt(items.size()));
    }
}
