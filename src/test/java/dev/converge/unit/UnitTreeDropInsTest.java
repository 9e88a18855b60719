package dev.converge.unit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class UnitTreeDropInsTest {

    @Test
    void theyApplyInTheByteOrderOfTheirNamesWhateverTheirDirectory() {
        UnitTree tree = Trees.of(
                "/etc/systemd/system/foo.service",
                "/usr/lib/systemd/system/foo.service.d/80-vendor.conf",
                "/etc/systemd/system/foo.service.d/10-x.conf",
                "/etc/systemd/system/foo.service.d/9.conf",
                "/etc/systemd/system/foo.service.d/a.conf",
                "/etc/systemd/system/foo.service.d/_.conf",
                "/etc/systemd/system/foo.service.d/Z.conf",
                "/etc/systemd/system/foo.service.d/\uFF21.conf",
                "/etc/systemd/system/foo.service.d/\uD83D\uDE00.conf",
                "/run/systemd/system/service.d/85 with blank.conf");

        assertThat(dropIns(tree, "foo.service"))
                .extracting(path -> path.substring(path.lastIndexOf('/') + 1))
                .containsExactly(
                        "10-x.conf",
                        "80-vendor.conf",
                        "85 with blank.conf",
                        "9.conf",
                        "Z.conf",
                        "_.conf",
                        "a.conf",
                        "\uFF21.conf",
                        "\uD83D\uDE00.conf");
    }

    @Test
    void ofOneNameTheStrongerDirectoryWinsAndThenTheMoreSpecific() {
        UnitTree tree = Trees.of(
                "/etc/systemd/system/a-.service.d/50.conf",
                "/run/systemd/system/a-b-c.service.d/50.conf",
                "/etc/systemd/system/a-b-.service.d/60.conf",
                "/etc/systemd/system/a-b-c.service.d/60.conf",
                "/etc/systemd/system/service.d/70.conf",
                "/usr/lib/systemd/system/a-b-c.service.d/70.conf");

        assertThat(dropIns(tree, "a-b-c.service"))
                .containsExactly(
                        "/etc/systemd/system/a-.service.d/50.conf",
                        "/etc/systemd/system/a-b-c.service.d/60.conf",
                        "/usr/lib/systemd/system/a-b-c.service.d/70.conf");
    }

    @Test
    void instancesHaveThoseOfTheirTemplateToo() {
        assertThat(DropIns.directoriesOf(new UnitName("p-q@i.service")))
                .containsExactly(
                        "p-q@i.service.d", "p-q@.service.d", "p-.service.d", "p-@i.service.d", "p-@.service.d");
        assertThat(DropIns.directoriesOf(new UnitName("p-q@.service")))
                .containsExactly("p-q@.service.d", "p-.service.d");
    }

    @Test
    void dashesAtTheEndsAreNoPrefix() {
        assertThat(DropIns.directoriesOf(new UnitName("a-b-.slice"))).containsExactly("a-b-.slice.d", "a-.slice.d");
        assertThat(DropIns.directoriesOf(new UnitName("-.slice"))).containsExactly("-.slice.d");
        assertThat(DropIns.directoriesOf(new UnitName("-a.service"))).containsExactly("-a.service.d");
        assertThat(DropIns.directoriesOf(new UnitName("a--b.service")))
                .containsExactly("a--b.service.d", "a--.service.d", "a-.service.d");
    }

    @Test
    void thoseOfAnAliasApplyToTheUnit() {
        UnitTree tree = Trees.of(
                "/usr/lib/systemd/system/ssh.service",
                "/etc/systemd/system/sshd.service -> /usr/lib/systemd/system/ssh.service",
                "/etc/systemd/system/sshd.service.d/10.conf",
                "/etc/systemd/system/sshd.service.d/20.conf",
                "/usr/lib/systemd/system/ssh.service.d/20.conf");
        List<String> expected =
                List.of("/etc/systemd/system/sshd.service.d/10.conf", "/usr/lib/systemd/system/ssh.service.d/20.conf");

        assertThat(dropIns(tree, "ssh.service")).isEqualTo(expected);
        assertThat(dropIns(tree, "sshd.service")).isEqualTo(expected);
    }

    @Test
    void whatIsNoFileOrEmptyHidesTheSameNameElsewhere() {
        UnitTree tree = Trees.of(
                "/etc/systemd/system/foo.service.d/1.conf -> /dev/null",
                "/etc/systemd/system/foo.service.d/2.conf:",
                "/etc/systemd/system/foo.service.d/3.conf -> gone",
                "/etc/systemd/system/foo.service.d/4.conf/",
                "/etc/systemd/system/foo.service.d/5.conf!",
                "/usr/lib/systemd/system/foo.service.d/1.conf",
                "/usr/lib/systemd/system/foo.service.d/2.conf",
                "/usr/lib/systemd/system/foo.service.d/3.conf",
                "/usr/lib/systemd/system/foo.service.d/4.conf",
                "/usr/lib/systemd/system/foo.service.d/5.conf",
                "/usr/lib/systemd/system/foo.service.d/6.conf");

        assertThat(dropIns(tree, "foo.service")).containsExactly("/usr/lib/systemd/system/foo.service.d/6.conf");
    }

    @Test
    void onlyConfFilesThatAreNotHiddenCount() {
        UnitTree tree = Trees.of(
                "/etc/systemd/system/foo.service.d/a.conf",
                "/etc/systemd/system/foo.service.d/.b.conf",
                "/etc/systemd/system/foo.service.d/c.conf~",
                "/etc/systemd/system/foo.service.d/d.conf.bak",
                "/etc/systemd/system/foo.service.d/e.CONF",
                "/etc/systemd/system/foo.service.d/sub/f.conf");

        assertThat(dropIns(tree, "foo.service")).containsExactly("/etc/systemd/system/foo.service.d/a.conf");
    }

    @Test
    void linkedDirectoriesAndFilesAreFollowed() {
        UnitTree tree = Trees.of(
                "/etc/systemd/system/foo.service.d -> /opt/foo.d",
                "/opt/foo.d/a.conf",
                "/etc/systemd/system/bar.service.d/b.conf -> ../../../../opt/foo.d/a.conf");

        assertThat(dropIns(tree, "foo.service")).containsExactly("/opt/foo.d/a.conf");
        assertThat(dropIns(tree, "bar.service")).containsExactly("/etc/systemd/system/bar.service.d/b.conf");
    }

    @Test
    void aMaskedUnitHasNone() {
        UnitTree tree =
                Trees.of("/etc/systemd/system/foo.service -> /dev/null", "/etc/systemd/system/foo.service.d/a.conf");

        assertThat(dropIns(tree, "foo.service")).isEmpty();
    }

    private static List<String> dropIns(UnitTree tree, String unit) {
        return Trees.values(tree.dropIns(new UnitName(unit)));
    }
}
