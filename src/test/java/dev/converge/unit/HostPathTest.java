package dev.converge.unit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class HostPathTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/etc",
                "/etc/systemd/system/a.service",
                "/a b/c",
                "/...",
                "/.x",
                "/a..b",
                "/etc/'\"$(x)`",
                "/\u00e4"
            })
    void aPlainAbsolutePathIsTaken(String text) {
        HostPath path = new HostPath(text);

        assertThat(path.value()).isEqualTo(text);
    }

    static List<String> refused() {
        return List.of(
                "",
                "/",
                "etc",
                "./etc",
                "~/x",
                "/etc/",
                "//etc",
                "/etc//x",
                "/etc/./x",
                "/etc/../x",
                "/..",
                "/.",
                "/etc/x\n",
                "/etc/\u0000",
                "/etc/\u001b[2J",
                "/etc/\u007f",
                "/" + "a".repeat(4095));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void everyOtherSpellingIsRefused(String text) {
        assertThat(HostPath.isValid(text)).isFalse();
        assertThatThrownBy(() -> new HostPath(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("not a plain absolute path: '" + text + "'");
    }

    @Test
    void aPathKnowsItsNameAndItsParent() {
        HostPath path = new HostPath("/etc/systemd/system");

        HostPath child = path.resolve("a.service");

        assertThat(child).hasToString("/etc/systemd/system/a.service");
        assertThat(child.name()).isEqualTo("a.service");
        assertThat(child.parent()).isEqualTo(path);
    }

    @Test
    void onlyWhatLiesInsideIsBelow() {
        HostPath directory = new HostPath("/etc/systemd");

        assertThat(new HostPath("/etc/systemd/system/x").isBelow(directory)).isTrue();
        assertThat(new HostPath("/etc/systemd").isBelow(directory)).isFalse();
        assertThat(new HostPath("/etc/systemd-evil/x").isBelow(directory)).isFalse();
    }

    @Test
    void aNameThatWouldLeaveTheDirectoryIsRefused() {
        HostPath directory = new HostPath("/etc/systemd/system");

        assertThatThrownBy(() -> directory.resolve("../x")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> directory.resolve("")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theRootDirectoryIsNoHostPath() {
        HostPath top = new HostPath("/etc");

        assertThatThrownBy(top::parent)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the parent of /etc is the root directory");
    }
}
