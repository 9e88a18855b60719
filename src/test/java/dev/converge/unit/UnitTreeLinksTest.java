package dev.converge.unit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What enabling makes, what disabling and removing take away. How this compares with systemd is in RecordedHostsTest. */
final class UnitTreeLinksTest {

    private static final String ETC = "/etc/systemd/system/";
    private static final UnitName FOO = new UnitName("foo.service");

    @Test
    void enablingLinksTheFileWhereInstallSaysSo() {
        UnitTree tree = Trees.of(
                "/usr/lib/systemd/system/foo.service: [Install] | WantedBy=multi-user.target a.target | RequiredBy=b.service | UpheldBy=c.target | Alias=bar.service");

        assertThat(install(tree, "foo.service"))
                .containsExactly(
                        ETC + "a.target.wants/foo.service -> /usr/lib/systemd/system/foo.service",
                        ETC + "b.service.requires/foo.service -> /usr/lib/systemd/system/foo.service",
                        ETC + "bar.service -> /usr/lib/systemd/system/foo.service",
                        ETC + "c.target.upholds/foo.service -> /usr/lib/systemd/system/foo.service",
                        ETC + "multi-user.target.wants/foo.service -> /usr/lib/systemd/system/foo.service");
    }

    @Test
    void aLinkThatLeadsThereAlreadyIsGivenAsItStands() {
        UnitTree tree = Trees.of(
                "/usr/lib/systemd/system/foo.service: [Install] | WantedBy=a.target b.target",
                ETC + "a.target.wants/foo.service -> /lib/systemd/system/foo.service",
                ETC + "b.target.wants/foo.service -> /opt/gone.service");

        assertThat(install(tree, "foo.service"))
                .containsExactly(
                        ETC + "a.target.wants/foo.service -> /lib/systemd/system/foo.service",
                        ETC + "b.target.wants/foo.service -> /usr/lib/systemd/system/foo.service");
    }

    @Test
    void instancesAreLinkedByTheirOwnNameToTheirTemplate() {
        UnitTree tree = Trees.of(
                ETC + "t@.service: [Install] | WantedBy=a.target | DefaultInstance=one",
                ETC + "u@.service: [Install] | WantedBy=a.target t@.service");

        assertThat(install(tree, "t@.service"))
                .containsExactly(ETC + "a.target.wants/t@one.service -> " + ETC + "t@.service");
        assertThat(install(tree, "t@two.service"))
                .containsExactly(ETC + "a.target.wants/t@two.service -> " + ETC + "t@.service");
        assertThat(install(tree, "u@.service"))
                .containsExactly(ETC + "t@.service.wants/u@.service -> " + ETC + "u@.service");
    }

    @Test
    void unitsInAlsoAreEnabledToo() {
        UnitTree tree = Trees.of(
                ETC + "foo.service: [Install] | WantedBy=a.target | Also=foo.socket",
                ETC + "foo.socket: [Install] | WantedBy=sockets.target | Also=foo.service");

        assertThat(install(tree, "foo.service"))
                .containsExactly(
                        ETC + "a.target.wants/foo.service -> " + ETC + "foo.service",
                        ETC + "sockets.target.wants/foo.socket -> " + ETC + "foo.socket");
    }

    @Test
    void namesThatAreNoneAndUnknownSpecifiersAreLeftOut() {
        UnitTree tree = Trees.of(
                ETC
                        + "foo.service: [Install] | WantedBy=%H.target ../../x nonsense a.target | Alias=foo.socket foo.service");

        assertThat(install(tree, "foo.service"))
                .containsExactly(ETC + "a.target.wants/foo.service -> " + ETC + "foo.service");
    }

    @Test
    void anAliasInADependencyDirectoryIsTheOldWayToBeWanted() {
        UnitTree tree = Trees.of(
                "/usr/lib/systemd/system/wpa@.service: [Install] "
                        + "| Alias=multi-user.target.wants/wpa@%i.service a.target.wants/other.service a.d/wpa@%i.service x/wpa@%i.service");

        assertThat(Trees.values(
                        tree.installLinks(new UnitName("wpa@eth0.service")).keySet()))
                .containsExactly("/etc/systemd/system/multi-user.target.wants/wpa@eth0.service");
        assertThat(tree.installLinks(new UnitName("wpa@.service"))).isEmpty();
    }

    @Test
    void maskedAndGeneratedUnitsInstallNothing() {
        UnitTree tree = Trees.of(
                ETC + "foo.service -> /dev/null",
                "/usr/lib/systemd/system/foo.service: [Install] | WantedBy=a.target",
                "/run/systemd/generator/bar.service: [Install] | WantedBy=a.target");

        assertThat(install(tree, "foo.service")).isEmpty();
        assertThat(install(tree, "bar.service")).isEmpty();
        assertThat(install(tree, "missing.service")).isEmpty();
    }

    @Test
    void disablingTakesTheLinksOfTheUnitAndOfItsAliases() {
        UnitTree tree = Trees.of(
                "/usr/lib/systemd/system/foo.service",
                "/usr/lib/systemd/system/a.target.wants/foo.service -> ../foo.service",
                ETC + "a.target.wants/foo.service -> /usr/lib/systemd/system/foo.service",
                ETC + "b.target.requires/foo.service -> /nowhere",
                ETC + "c.target.wants/other.service -> ../foo.service",
                "/run/systemd/system/d.target.upholds/foo.service -> /usr/lib/systemd/system/foo.service",
                ETC + "alias.service -> foo.service",
                ETC + "e.target.wants/alias.service -> ../alias.service",
                ETC + "f.target.wants/foo.service -> /dev/null",
                ETC + "a.target.wants/bar.service -> ../bar.service");

        assertThat(Trees.values(tree.enablementLinks(FOO).keySet()))
                .containsExactly(
                        ETC + "a.target.wants/foo.service",
                        ETC + "alias.service",
                        ETC + "b.target.requires/foo.service",
                        ETC + "c.target.wants/other.service",
                        ETC + "e.target.wants/alias.service",
                        "/run/systemd/system/d.target.upholds/foo.service");
    }

    @Test
    void disablingLeavesMasksAndTheLinkOfALinkedUnit() {
        UnitTree masked = Trees.of(ETC + "foo.service -> /dev/null");
        UnitTree linked = Trees.of(ETC + "foo.service -> /opt/foo.service", "/opt/foo.service");

        assertThat(masked.enablementLinks(FOO)).isEmpty();
        assertThat(linked.enablementLinks(FOO)).isEmpty();
    }

    @Test
    void allThatIsLeftOfAUnitBelowEtcAndRunIsFound() {
        UnitTree tree = Trees.of(
                ETC + "foo.service",
                ETC + "foo.service.d/a.conf",
                ETC + "foo.service.d/a.conf.bak",
                ETC + "foo.service.d/sub/b.conf",
                ETC + "foo.service.wants/bar.service -> ../bar.service",
                ETC + "multi-user.target.wants/foo.service -> ../foo.service",
                ETC + "alias.service -> foo.service",
                "/run/systemd/system/foo.service -> /dev/null",
                "/run/systemd/system/foo.service.d/r.conf",
                "/etc/systemd/system.control/foo.service.d/50-MemoryMax.conf",
                "/run/systemd/system.control/foo.service.d/50-TasksMax.conf",
                // not of this unit, or not ours to take
                ETC + "foo.service.d/",
                ETC + "bar.service",
                ETC + "foo.services.d/a.conf",
                ETC + "foo-bar.service.d/a.conf",
                ETC + "multi-user.target.wants/bar.service -> ../bar.service",
                "/run/systemd/generator/foo.service",
                "/usr/lib/systemd/system/foo.service",
                "/usr/lib/systemd/system/foo.service.d/v.conf",
                "/usr/lib/systemd/system/a.target.wants/foo.service -> ../foo.service");

        assertThat(Trees.values(tree.remains(FOO).keySet()))
                .containsExactly(
                        "/etc/systemd/system.control/foo.service.d/50-MemoryMax.conf",
                        ETC + "alias.service",
                        ETC + "foo.service",
                        ETC + "foo.service.d/a.conf",
                        ETC + "foo.service.d/a.conf.bak",
                        ETC + "foo.service.d/sub/b.conf",
                        ETC + "foo.service.wants/bar.service",
                        ETC + "multi-user.target.wants/foo.service",
                        "/run/systemd/system.control/foo.service.d/50-TasksMax.conf",
                        "/run/systemd/system/foo.service",
                        "/run/systemd/system/foo.service.d/r.conf");
    }

    @Test
    void unitsAreAllThatHaveAFileALinkOrADropIn() {
        UnitTree tree = Trees.of(
                ETC + "a.service",
                ETC + ".hidden.service",
                ETC + "service.d/x.conf",
                ETC + "a-.service.d/x.conf",
                ETC + "left.service.d/x.conf",
                ETC + "empty.service.d/",
                ETC + "x.target.wants/gone.service -> ../gone.service",
                "/usr/lib/systemd/system/t@.service",
                "/usr/lib/systemd/system/README",
                "/opt/b.service");

        assertThat(tree.units())
                .extracting(UnitName::value)
                .containsExactly("a.service", "gone.service", "left.service", "t@.service", "x.target");
    }

    private static List<String> install(UnitTree tree, String unit) {
        return tree.installLinks(new UnitName(unit)).entrySet().stream()
                .map(entry -> entry.getKey() + " -> " + entry.getValue().target())
                .toList();
    }
}
