package dev.converge.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The shells that people log in with, on a host that has them all: the change is the same. */
final class LoginShellsIT {

    private static final LabHost LAB =
            LabHost.bootServers(Release.DEBIAN12, Release.DEBIAN12.hostName(), LabHosts.publicKey());

    @TempDir
    Path folder;

    @AfterAll
    static void removeIt() {
        LAB.remove();
    }

    @ParameterizedTest
    @ValueSource(strings = {"fish", "tcsh", "zsh", "mksh", "rbash", "dash"})
    void anyLoginShellCarriesAChangeThrough(String shell) {
        LAB.exec("usermod -s $(command -v " + shell + ") deploy");
        FaultyHost host = FaultyHost.of(LAB, folder);
        host.workspace().write("playbooks/site.yml", """
                - name: Shells
                  hosts: sick
                  units:
                    shell.slice: { content: "[Unit]\\nDescription=Made by %s\\n" }
                """.formatted(shell));

        Workspace.Run apply = host.workspace().converge("apply", "--yes");

        assertThat(apply.exitStatus()).as(apply.out() + apply.err()).isZero();
        assertThat(apply.out()).contains("host252 done: ");
        assertThat(LAB.exec("tail -n 1 /etc/systemd/system/shell.slice")).isEqualTo("Description=Made by " + shell);
    }
}
