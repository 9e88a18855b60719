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
        LabHost host = LabHosts.fresh(release);
        Workspace workspace = workspace(host);
        Visits visits = Visits.countedBy(host);

        Workspace.Run plan = workspace.converge("plan");

        assertThat(plan.exitStatus()).as(plan.err()).isZero();
        assertThat(visits.logins()).isEqualTo(1);
        assertThat(visits.executions()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void aSweepIsOneConnectionAndOneChannel(Release release) {
        LabHost host = LabHosts.fresh(release);
        Workspace workspace = workspace(host);
        Visits visits = Visits.countedBy(host);

        Workspace.Run check = workspace.converge("check");

        assertThat(check.out()).as(check.err()).contains("Check: 1 host;");
        assertThat(visits.logins()).isEqualTo(1);
        assertThat(visits.executions()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void anApplyIsTwoLoginsWithTwoChannelsEach(Release release) {
        LabHost host = LabHosts.fresh(release);
        Workspace workspace = workspace(host);
        Visits visits = Visits.countedBy(host);

        Workspace.Run apply = workspace.converge("apply", "--yes");

        assertThat(apply.exitStatus()).as(apply.out() + apply.err()).isZero();
        assertThat(host.property("counted.service", "ActiveState")).isEqualTo("active");
        assertThat(visits.logins()).isEqualTo(2);
        assertThat(visits.executions()).isEqualTo(4);
    }

    private Workspace workspace(LabHost host) {
        return new Workspace(folder).inventory("count", host).write("playbooks/site.yml", PLAYBOOK);
    }
}
