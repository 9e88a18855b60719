package dev.converge.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A plan that is saved and carried out later, on hosts that did or did not stay as they were. */
final class SavedPlanIT {

    private static final String UNIT = "/etc/systemd/system/saved.service";
    private static final String OLD = "[Service]\nExecStart=/bin/sleep 1000\n";

    private static final String PLAYBOOK = """
            - name: Saved
              hosts: all
              units:
                saved.service:
                  content: "[Service]\\nExecStart=/bin/sleep 2000\\n"
                  state: started
                  health: { active_for: 1s }
                fresh.service:
                  content: "[Service]\\nExecStart=/bin/sleep 3000\\n"
                  state: started
                  health: { active_for: 1s }
            """;

    @TempDir
    Path folder;

    /** A host on which the unit runs under its old definition. */
    private static LabHost running(Release release) {
        LabHost host = LabHosts.fresh(release);
        host.write(UNIT, OLD);
        host.exec("systemctl daemon-reload && systemctl start saved.service");
        return host;
    }

    private Workspace workspace(LabHost... hosts) {
        return new Workspace(folder).inventory("lab", hosts).write("playbooks/site.yml", PLAYBOOK);
    }

    private static Workspace.Run apply(Workspace workspace) {
        return workspace.converge("apply", "--plan", "lab.plan", "--yes");
    }

    @ParameterizedTest
    @EnumSource
    void aSavedPlanIsCarriedOutOnceAndASecondTimeIsRefusedWithTheTimeOfTheFirst(Release release) {
        LabHost host = running(release);
        Workspace workspace = workspace(host);
        Workspace.Run plan = workspace.converge("plan", "-o", "lab.plan");
        workspace.write("playbooks/site.yml", "- name: Something else\n");

        Workspace.Run first = apply(workspace);
        Workspace.Run second = apply(workspace);

        assertThat(plan.exitStatus()).as(plan.out() + plan.err()).isZero();
        assertThat(first.exitStatus()).as(first.out() + first.err()).isZero();
        assertThat(first.out()).contains(host.name() + " done: 2 changes");
        assertThat(first.err()).contains("playbooks/site.yml").contains("It is carried out as it was saved.");
        assertThat(host.exec("cat " + UNIT)).contains("/bin/sleep 2000");
        assertThat(host.property("saved.service", "ActiveState")).isEqualTo("active");
        assertThat(host.property("fresh.service", "ActiveState")).isEqualTo("active");
        assertThat(second.exitStatus()).as(second.out() + second.err()).isEqualTo(5);
        assertThat(second.out()).containsPattern("run 20\\S+ was carried out on this host before, at 20\\S+Z");
        workspace.write("playbooks/site.yml", PLAYBOOK);
        assertThat(workspace.converge("plan", "--detailed-exitcode").exitStatus())
                .isZero();
    }

    @ParameterizedTest
    @EnumSource
    void whatMovedSinceIsNamedAndNothingIsTouched(Release release) {
        LabHost host = running(release);
        Workspace workspace = workspace(host);
        workspace.converge("plan", "-o", "lab.plan");
        host.exec("systemctl stop saved.service && echo '# by hand' >>" + UNIT);

        Workspace.Run apply = apply(workspace);

        assertThat(apply.exitStatus()).as(apply.out() + apply.err()).isEqualTo(5);
        assertThat(apply.out())
                .contains(UNIT + " now is a file of 0:0 ")
                .contains("saved.service was up and now is inactive");
        assertThat(host.exec("cat " + UNIT)).isEqualTo(OLD + "# by hand");
        assertThat(host.property("saved.service", "ActiveState")).isEqualTo("inactive");
        assertThat(host.exec("ls /etc/systemd/system")).doesNotContain("fresh.service");
    }

    @Test
    void aRefusalIsNoApplicationOnceTheHostIsAsItWasThePlanIsCarriedOut() {
        LabHost host = running(Release.DEBIAN12);
        Workspace workspace = workspace(host);
        workspace.converge("plan", "-o", "lab.plan");
        host.exec("systemctl stop saved.service");
        Workspace.Run refused = apply(workspace);
        host.exec("systemctl start saved.service");

        Workspace.Run apply = apply(workspace);

        assertThat(refused.exitStatus()).as(refused.out() + refused.err()).isEqualTo(5);
        assertThat(refused.out()).contains("saved.service was up and now is inactive");
        assertThat(apply.exitStatus()).as(apply.out() + apply.err()).isZero();
        assertThat(host.exec("cat " + UNIT)).contains("/bin/sleep 2000");
    }

    @Test
    void aSystemdThatIsOfAnotherVersionMeanwhileIsARefusal() {
        LabHost host = running(Release.DEBIAN12);
        Workspace workspace = workspace(host);
        workspace.converge("plan", "-o", "lab.plan");
        // In front of the real one: what the transaction asks after an upgrade.
        host.write("/usr/sbin/systemctl", """
                #!/bin/sh
                [ "$*" != --version ] || exec echo 'systemd 257 (257.9-1~deb13u1)'
                exec /usr/bin/systemctl "$@"
                """);
        host.exec("chmod 755 /usr/sbin/systemctl");

        Workspace.Run upgraded = apply(workspace);
        host.exec("rm /usr/sbin/systemctl");
        String unit = host.exec("cat " + UNIT);
        Workspace.Run asItWas = apply(workspace);

        assertThat(upgraded.exitStatus()).as(upgraded.out() + upgraded.err()).isEqualTo(5);
        assertThat(upgraded.out())
                .contains(host.name() + " refused: ")
                .contains("systemd was version 252 and now is 257")
                .contains("Look at the new plan: converge plan --limit " + host.name());
        assertThat(unit).isEqualTo(OLD.strip());
        assertThat(asItWas.exitStatus()).as(asItWas.out() + asItWas.err()).isZero();
    }

    @Test
    void ofTwoHostsTheOneThatMovedRefusesAndTheOtherIsChanged() {
        LabHost moved = running(Release.DEBIAN12);
        LabHost same = running(Release.DEBIAN13);
        Workspace workspace = workspace(moved, same);
        workspace.converge("plan", "-o", "lab.plan");
        moved.exec("sed -i 's/1000/4000/' " + UNIT);

        Workspace.Run apply = apply(workspace);

        assertThat(apply.exitStatus()).as(apply.out() + apply.err()).isEqualTo(5);
        assertThat(apply.out()).contains(moved.name() + " refused: ").contains(same.name() + " done: ");
        assertThat(moved.exec("cat " + UNIT)).contains("4000");
        assertThat(same.exec("cat " + UNIT)).contains("2000");
    }

    @Test
    void anotherRunInBetweenIsARefusalAlthoughItChangedOtherPaths() {
        LabHost host = running(Release.DEBIAN11);
        Workspace workspace = workspace(host).write("playbooks/other.yml", """
                        - name: Other
                          hosts: all
                          files:
                            /etc/other.env: { content: "A=1\\n" }
                        """);
        workspace.converge("plan", "-o", "lab.plan");
        Workspace.Run other = workspace.converge("apply", "--yes", "playbooks/other.yml");

        Workspace.Run apply = apply(workspace);

        assertThat(other.exitStatus()).as(other.out() + other.err()).isZero();
        assertThat(apply.exitStatus()).as(apply.out() + apply.err()).isEqualTo(5);
        assertThat(apply.out()).contains("/etc/systemd/system/.converge/manifest now is a file of ");
        assertThat(host.exec("cat " + UNIT)).isEqualTo(OLD.strip());
    }
}
