package dev.converge.unit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class UnitTreeFragmentTest {

    private static final UnitName FOO = new UnitName("foo.service");

    @Test
    void theStrongestDirectoryHasTheUnit() {
        UnitTree tree = Trees.of(
                "/usr/lib/systemd/system/foo.service",
                "/run/systemd/system/foo.service",
                "/etc/systemd/system/foo.service");

        assertThat(fragment(tree, "foo.service")).contains("/etc/systemd/system/foo.service");
    }

    @Test
    void aFileThatIsNoUnitFileIsNone() {
        UnitTree tree = Trees.of(
                "/etc/systemd/system/foo.service/",
                "/etc/systemd/system/bar.service!",
                "/etc/systemd/system/foo.service.bak",
                "/etc/systemd/system/a b.service",
                "/opt/foo.service");

        assertThat(fragment(tree, "foo.service")).isEmpty();
        assertThat(fragment(tree, "bar.service")).isEmpty();
    }

    @Test
    void anInstanceIsMadeFromItsTemplateUnlessItHasItsOwnFile() {
        UnitTree tree = Trees.of("/etc/systemd/system/foo@.service", "/usr/lib/systemd/system/foo@a.service");

        assertThat(fragment(tree, "foo@a.service")).contains("/usr/lib/systemd/system/foo@a.service");
        assertThat(fragment(tree, "foo@b.service")).contains("/etc/systemd/system/foo@.service");
        assertThat(fragment(tree, "foo@.service")).contains("/etc/systemd/system/foo@.service");
    }

    @Test
    void anAliasHasTheFileOfTheUnitItStandsFor() {
        UnitTree tree = Trees.of(
                "/etc/systemd/system/sshd.service -> /lib/systemd/system/ssh.service",
                "/etc/systemd/system/openssh.service -> sshd.service",
                "/etc/systemd/system/a@x.service -> /usr/lib/systemd/system/b@.service",
                "/usr/lib/systemd/system/ssh.service",
                "/usr/lib/systemd/system/b@.service");

        assertThat(fragment(tree, "sshd.service")).contains("/usr/lib/systemd/system/ssh.service");
        assertThat(fragment(tree, "openssh.service")).contains("/usr/lib/systemd/system/ssh.service");
        assertThat(tree.mainName(new UnitName("openssh.service"))).isEqualTo(new UnitName("ssh.service"));
        assertThat(fragment(tree, "a@x.service")).contains("/usr/lib/systemd/system/b@.service");
        assertThat(tree.mainName(new UnitName("a@x.service"))).isEqualTo(new UnitName("b@x.service"));
    }

    @Test
    void linksThatSystemdPassesOverDoNotHideTheUnit() {
        UnitTree tree = Trees.of(
                "/etc/systemd/system/foo.service -> /usr/lib/systemd/system/foo.service",
                "/etc/systemd/system/bar.service -> foo.socket",
                "/etc/systemd/system/data.mount -> foo.mount",
                "/etc/systemd/system/loop1.service -> loop2.service",
                "/etc/systemd/system/loop2.service -> loop1.service",
                "/usr/lib/systemd/system/foo.service",
                "/usr/lib/systemd/system/bar.service",
                "/usr/lib/systemd/system/foo.socket",
                "/usr/lib/systemd/system/foo.mount");

        assertThat(fragment(tree, "foo.service")).contains("/usr/lib/systemd/system/foo.service");
        assertThat(fragment(tree, "bar.service")).contains("/usr/lib/systemd/system/bar.service");
        assertThat(fragment(tree, "data.mount")).isEmpty();
        assertThat(fragment(tree, "loop1.service")).isEmpty();
    }

    @Test
    void aLinkOutOfTheSearchPathIsTheFragmentItself() {
        UnitTree tree = Trees.of(
                "/etc/systemd/system/foo.service -> ../../../opt/avatar/tank.service", "/opt/avatar/tank.service");

        assertThat(fragment(tree, "foo.service")).contains("/etc/systemd/system/foo.service");
        assertThat(tree.mainName(FOO)).isEqualTo(FOO);
    }

    @Test
    void aLinkToDevNullOrAnEmptyFileMasks() {
        UnitTree tree = Trees.of(
                "/etc/systemd/system/foo.service -> /dev/null",
                "/usr/lib/systemd/system/foo.service",
                "/run/systemd/system/bar.service:",
                "/usr/lib/systemd/system/bar.service",
                "/etc/systemd/system/baz.service -> ../zero",
                "/etc/systemd/zero -> /dev/null",
                "/etc/systemd/system/t@.service -> /dev/null",
                "/etc/systemd/system/open.service");

        assertThat(List.of("foo.service", "bar.service", "baz.service", "t@.service", "t@x.service"))
                .allMatch(name -> tree.isMasked(new UnitName(name)));
        assertThat(tree.isMasked(new UnitName("open.service"))).isFalse();
        assertThat(fragment(tree, "foo.service")).contains("/etc/systemd/system/foo.service");
        assertThat(tree.merged(FOO)).isEmpty();
    }

    @Test
    void changedPathsReplaceAndAbsentOnesRemove() {
        UnitTree before = Trees.of("/etc/systemd/system/foo.service", "/usr/lib/systemd/system/foo.service");

        UnitTree after = before.with(Map.of(
                new HostPath("/etc/systemd/system/foo.service"),
                new FileState.Absent(),
                new HostPath("/etc/systemd/system/bar.service"),
                Trees.file("[Unit]")));

        assertThat(fragment(after, "foo.service")).contains("/usr/lib/systemd/system/foo.service");
        assertThat(fragment(after, "bar.service")).contains("/etc/systemd/system/bar.service");
        assertThat(Trees.values(after.files().keySet()))
                .containsExactly("/etc/systemd/system/bar.service", "/usr/lib/systemd/system/foo.service");
        assertThat(fragment(before, "foo.service")).contains("/etc/systemd/system/foo.service");
    }

    private static Optional<String> fragment(UnitTree tree, String unit) {
        return tree.fragment(new UnitName(unit)).map(HostPath::value);
    }
}
