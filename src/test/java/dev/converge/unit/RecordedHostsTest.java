package dev.converge.unit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Our answers for every unit of three real hosts, dozens of odd ones among them, against those of their systemd. Where they differ on
 * purpose, the unit is named here with the reason.
 */
final class RecordedHostsTest {

    private static final String OWN_LINK = "the link that says what the unit is stays when the unit is disabled";

    /** Where we make or take other links than {@code systemctl enable} and {@code disable}, and why. */
    private static final Map<String, String> OTHER_LINKS = Map.ofEntries(
            Map.entry("dangling.service", OWN_LINK),
            Map.entry("dead-alias.service", OWN_LINK),
            Map.entry("linked.service", OWN_LINK),
            Map.entry("linked-on.service", OWN_LINK),
            Map.entry("renamed.service", OWN_LINK),
            Map.entry("self.service", OWN_LINK),
            Map.entry("runlinked.service", OWN_LINK + ", and systemctl would add one in /etc"),
            Map.entry("getty@.service", "masked, and systemctl leaves the links of masked units alone"),
            Map.entry("autovt@.service", "an alias of getty@.service"),
            Map.entry("run-on.service", "disable leaves links in /run, which only disable --runtime takes"),
            Map.entry("masked-want.service", "a dependency that is masked stays masked"),
            Map.entry("by-uphold.service", "before 254 systemctl takes a link in .upholds, which it cannot make"),
            Map.entry("in-d.service", "a link in a .d directory means nothing"),
            Map.entry("regular-in-wants.service", "enable fails, because a file is where the link should be"),
            Map.entry("invalid.service", "enable fails, because of a link that PID 1 passes over"),
            Map.entry("tpl-alias@x.service", "enable refuses the names of aliases"),
            Map.entry("tpl-alias2@z.service", "enable refuses the names of aliases"));

    /** What version 247 does in other ways than 252 and newer, whose ways are ours. */
    private static final Map<String, String> OLD_FILES = Map.of(
            "linked.service", "the path shown is the one that is linked to",
            "linked-on.service", "likewise",
            "renamed.service", "likewise",
            "runlinked.service", "likewise",
            "tpl@x.service", "an instance does not have the aliases of its template");

    private static final Map<String, String> OLD_STATES = Map.of(
            "by-uphold.service", "a link in any directory enables",
            "in-d.service", "likewise",
            "renamed-link.service", "a link in .wants counts by its target, too",
            "renamed.service", "a unit linked under another name is an error",
            "self.service", "a link from /etc to the same name in /usr is a linked unit");

    private static final Map<String, String> OLD_LINKS =
            Map.of("tpl-for-tpl@.service", "enable refuses it because of one name in the list");

    static List<RecordedHost> hosts() {
        return List.of(
                RecordedHost.read("debian11", new SystemdVersion(247)),
                RecordedHost.read("debian12", new SystemdVersion(252)),
                RecordedHost.read("debian13", new SystemdVersion(257)));
    }

    @ParameterizedTest
    @MethodSource("hosts")
    void whatIsLeftOfAUnitIsWhatATreeWithoutItsRemainsLoads(RecordedHost host) {
        UnitTree tree = host.tree();

        for (UnitName unit : tree.units()) {
            Map<HostPath, FileState> gone = new HashMap<>();
            tree.remains(unit).keySet().forEach(path -> gone.put(path, new FileState.Absent()));
            assertThat(tree.fragmentWithoutRemains(unit))
                    .as(unit.value())
                    .isEqualTo(tree.with(gone).fragment(unit));
        }
    }

    @ParameterizedTest
    @MethodSource("hosts")
    void unitsAreLoadedFromTheFilesThatSystemdLoads(RecordedHost host) {
        UnitTree tree = host.tree();

        Map<String, String> differences = differences(
                host,
                answers -> answers.first("load").equals("loaded")
                        ? Optional.of(sameUsr(answers.first("fragment")) + " "
                                + answers.all("dropin").stream()
                                        .map(RecordedHostsTest::sameUsr)
                                        .filter(path -> !masks(tree, path))
                                        .toList())
                        : Optional.empty(),
                unit -> sameUsr(tree.fragment(unit).map(HostPath::value).orElse("")) + " "
                        + tree.dropIns(unit).stream()
                                .map(path -> sameUsr(path.value()))
                                .toList());

        differences.keySet().removeAll(old(host, OLD_FILES));
        assertThat(differences).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("hosts")
    void enablementIsAsSystemctlListsIt(RecordedHost host) {
        Map<String, String> differences = differences(
                host,
                answers -> {
                    String listed = answers.first("listed");
                    String state =
                            listed.isEmpty() ? answers.first("is-enabled") : listed.substring(0, listed.indexOf(' '));
                    return Optional.of(state.equals("error") ? "not-found" : state);
                },
                unit -> host.tree().enablement(unit).toString());

        differences.keySet().removeAll(old(host, OLD_STATES));
        assertThat(differences).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("hosts")
    void presetsAreAsSystemctlListsThem(RecordedHost host) {
        Map<String, String> differences = differences(
                host,
                answers -> {
                    String listed = answers.first("listed");
                    String preset = listed.substring(listed.indexOf(' ') + 1);
                    return Optional.of(preset).filter(word -> !word.isEmpty() && !word.equals("-"));
                },
                unit -> host.tree().preset(unit).policy().verb() + "d");

        assertThat(differences).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("hosts")
    void linksAreThoseThatSystemctlRemovesAndMakes(RecordedHost host) {
        Map<String, String> differences = differences(
                host,
                answers -> Optional.of(answers.all("disable") + " "
                        + answers.all("enable").stream()
                                .map(RecordedHostsTest::sameUsr)
                                .toList()),
                unit -> {
                    SortedMap<HostPath, FileState.Link> removed = host.tree().enablementLinks(unit);
                    Map<HostPath, FileState> without = new HashMap<>();
                    removed.keySet().forEach(path -> without.put(path, new FileState.Absent()));
                    List<String> made = new ArrayList<>();
                    host.tree()
                            .with(without)
                            .installLinks(unit)
                            .forEach((path, link) -> made.add(path + " -> " + sameUsr(link.target())));
                    return Trees.values(removed.keySet()) + " " + made;
                });

        differences.keySet().removeAll(OTHER_LINKS.keySet());
        differences.keySet().removeAll(old(host, OLD_LINKS));
        assertThat(differences).isEmpty();
    }

    /** The units for which systemd has an answer and ours is another one. */
    private static Map<String, String> differences(
            RecordedHost host,
            Function<RecordedHost.Answers, Optional<String>> theirs,
            Function<UnitName, String> ours) {
        SortedMap<String, String> differences = new TreeMap<>();
        int compared = 0;
        for (RecordedHost.Answers answers : host.units()) {
            Optional<String> their = theirs.apply(answers);
            if (their.isPresent()) {
                compared++;
                String our = ours.apply(answers.unit());
                if (!our.equals(their.get())) {
                    differences.put(answers.unit().value(), "\n  systemd " + their.get() + "\n  we      " + our + "\n");
                }
            }
        }
        assertThat(compared).as("units compared").isGreaterThan(50);
        return differences;
    }

    private static Set<String> old(RecordedHost host, Map<String, String> differences) {
        return host.name().equals("debian11") ? differences.keySet() : Set.of();
    }

    private static boolean masks(UnitTree tree, String path) {
        return switch (tree.at(new HostPath(path))) {
            case FileState.Link link -> link.masks();
            case FileState.Regular file -> file.content().size() == 0;
            case FileState.Absent absent -> false;
            case FileState.Directory directory -> false;
            case FileState.Other other -> false;
        };
    }

    /** Debian 11 and 12 say /lib/systemd/system, which is /usr/lib/systemd/system on the latter. */
    private static String sameUsr(String text) {
        return text.replaceAll("(^|> )/lib/", "$1/usr/lib/");
    }
}
