package dev.converge.unit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SearchPathTest {

    /** {@code systemctl --user show -p UnitPath} of systemd 252 on Debian 12. */
    private static final String UNIT_PATH =
            "/home/alice/.config/systemd/user.control /run/user/1001/systemd/user.control"
                    + " /run/user/1001/systemd/transient /run/user/1001/systemd/generator.early /home/alice/.config/systemd/user"
                    + " /etc/xdg/systemd/user /etc/systemd/user /run/user/1001/systemd/user /run/systemd/user"
                    + " /run/user/1001/systemd/generator /home/alice/.local/share/systemd/user /usr/local/share/systemd/user"
                    + " /usr/share/systemd/user /usr/local/lib/systemd/user /usr/lib/systemd/user"
                    + " /run/user/1001/systemd/generator.late";

    private static final SearchPath ALICE = SearchPath.ofUser(new HostPath("/home/alice"), 1001);

    @Test
    void aUsersManagerLooksWhereSystemdSaysItDoes() {
        List<HostPath> directories = ALICE.directories();

        assertThat(directories)
                .filteredOn(directory -> !directory.isBelow(new HostPath("/lib")))
                .map(HostPath::value)
                .containsExactly(UNIT_PATH.split(" "));
    }

    @Test
    void aTreeOfAUserEnablesInTheUsersOwnDirectory() {
        UnitName unit = new UnitName("sync.service");
        UnitTree tree = UnitTree.of(
                Trees.states("/home/alice/.config/systemd/user/sync.service: [Install] | WantedBy=default.target"),
                ALICE,
                new SystemdVersion(252));

        assertThat(tree.installLinks(unit))
                .containsOnlyKeys(new HostPath("/home/alice/.config/systemd/user/default.target.wants/sync.service"));
    }
}
