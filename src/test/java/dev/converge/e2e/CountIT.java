package dev.converge.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How often a host is bothered, counted by its own sshd. */
class CountIT {

    private static final String PLAYBOOK = """
            - name: Count
              hosts: count
              units:
                counted.service:
                  content: "[Service]\\nExecStart=/bin/sleep infinity\\n"
                  state: started
            """;

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void aPlanIsOneConnectionAndOneChannel(Release release) {
        LabHost host = listening(release);
        Workspace workspace = workspace(host);

        Workspace.Run plan = workspace.converge("plan");

        assertThat(plan.exitStatus()).as(plan.err()).isZero();
        assertThat(count(host, "Accepted publickey")).isEqualTo(1);
        assertThat(count(host, "Starting session: ")).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void aSweepIsOneConnectionAndOneChannel(Release release) {
        LabHost host = listening(release);
        Workspace workspace = workspace(host);

        Workspace.Run check = workspace.converge("check");

        assertThat(check.out()).as(check.err()).contains("Check: 1 host;");
        assertThat(count(host, "Accepted publickey")).isEqualTo(1);
        assertThat(count(host, "Starting session: ")).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void anApplyIsTwoLoginsWithTwoChannelsEach(Release release) {
        LabHost host = listening(release);
        Workspace workspace = workspace(host);

        Workspace.Run apply = workspace.converge("apply", "--yes");

        assertThat(apply.exitStatus()).as(apply.out() + apply.err()).isZero();
        assertThat(host.property("counted.service", "ActiveState")).isEqualTo("active");
        assertThat(count(host, "Accepted publickey")).isEqualTo(2);
        assertThat(count(host, "Starting session: ")).isEqualTo(4);
    }

    private Workspace workspace(LabHost host) {
        return new Workspace(folder).inventory("count", host).write("playbooks/site.yml", PLAYBOOK);
    }

    /** A host whose sshd tells of every session, with nothing told yet. */
    private static LabHost listening(Release release) {
        LabHost host = LabHosts.fresh(release);
        host.write("/etc/ssh/sshd_config.d/verbose.conf", "LogLevel VERBOSE\n");
        host.exec("systemctl restart ssh && journalctl --rotate && journalctl --vacuum-time=1s");
        return host;
    }

    private static long count(LabHost host, String message) {
        return host.exec("journalctl --no-pager -o cat -t sshd -t sshd-session")
                .lines()
                .filter(line -> line.contains(message))
                .count();
    }
}
