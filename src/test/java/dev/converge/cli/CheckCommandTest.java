package dev.converge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code converge check} of a directory tree, as it is typed. */
final class CheckCommandTest {

    @TempDir
    private Path folder;

    private Path tree;
    private Path playbook;

    @BeforeEach
    void aTreeAndAPlaybook() throws IOException {
        tree = folder.resolve("tree");
        Files.createDirectories(tree.resolve("etc/systemd/system/multi-user.target.wants"));
        Files.writeString(tree.resolve("etc/machine-id"), "5d2b8a3c7e9f4061b2d3c4e5f6a7b8c9\n");
        playbook = Files.writeString(folder.resolve("site.yml"), "- name: Site\n  hosts: all\n  units: {}\n");
    }

    @Test
    void aTreeInOrderEndsWithZero() {
        Cli check = check();

        assertThat(check.status()).as(check.err()).isZero();
        assertThat(check.out()).isEqualTo("""
                root (a directory tree: nothing runs here): nothing found

                Check: 1 host; nothing found.
                """);
    }

    @Test
    void aFindingEndsWithTwo() throws IOException {
        enablePolyscan();

        Cli check = check();

        assertThat(check.status()).as(check.err()).isEqualTo(2);
        assertThat(check.out())
                .contains("    warning unknown-unit polyscan.service\n")
                .endsWith("\nCheck: 1 host; 1 warning.\n");
    }

    @Test
    void aFindingThatIsWaivedEndsWithZeroAndIsNamedAllTheSame() throws IOException {
        enablePolyscan();
        Files.writeString(playbook, """
                - name: Site
                  hosts: all
                  checks:
                    waivers:
                      - { code: unknown-unit, unit: "poly*", reason: "OPS-12", until: 2999-12-31 }
                """);

        Cli check = check();

        assertThat(check.status()).as(check.err()).isZero();
        assertThat(check.out()).contains("nothing found, 1 waived").contains("Check: 1 host; nothing found, 1 waived.");
    }

    @Test
    void wrongInputEndsWithOneAndNoReport() throws IOException {
        Files.writeString(playbook, "- name: Site\n  hosts: all\n  checks: { thresholds: { memory: much } }\n");

        Cli check = check();

        assertThat(check.status()).isEqualTo(1);
        assertThat(check.out()).isEmpty();
    }

    @Test
    void jsonIsOneDocumentWithAllHosts() throws IOException {
        enablePolyscan();

        Cli check = check("--format", "json");

        assertThat(check.status()).isEqualTo(2);
        assertThat(check.out())
                .startsWith("{\n  \"format\": 1,\n  \"time\": \"")
                .contains("\"status\": \"swept\"", "\"code\": \"unknown-unit\"", "\"waived\": null");
    }

    private void enablePolyscan() throws IOException {
        Files.writeString(
                tree.resolve("etc/systemd/system/polyscan.service"),
                "[Service]\nExecStart=/opt/polyscan\n[Install]\nWantedBy=multi-user.target\n");
        Files.createSymbolicLink(
                tree.resolve("etc/systemd/system/multi-user.target.wants/polyscan.service"),
                Path.of("/etc/systemd/system/polyscan.service"));
    }

    private Cli check(String... more) {
        String[] arguments = new String[4 + more.length];
        arguments[0] = "check";
        arguments[1] = "--root";
        arguments[2] = tree.toString();
        arguments[3] = playbook.toString();
        System.arraycopy(more, 0, arguments, 4, more.length);
        return Cli.run(arguments);
    }
}
