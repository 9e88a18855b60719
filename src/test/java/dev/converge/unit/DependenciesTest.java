package dev.converge.unit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DependenciesTest {

    private final Map<HostPath, FileState> files = new HashMap<>();

    private DependenciesTest file(String path, String content) {
        files.put(new HostPath(path), new FileState.Regular(Content.of(content), FileMode.UNIT_FILE, Owner.ROOT));
        return this;
    }

    private DependenciesTest unit(String name, String content) {
        return file("/etc/systemd/system/" + name, content);
    }

    private DependenciesTest link(String path, String target) {
        files.put(new HostPath(path), new FileState.Link(target));
        return this;
    }

    private Dependencies dependencies() {
        return new Dependencies(UnitTree.of(files));
    }

    private static UnitName name(String name) {
        return new UnitName(name);
    }

    @ParameterizedTest
    @CsvSource({
        "a.service, [Unit]\\nRequires=other.service",
        "a.service, [Unit]\\nBindsTo=x.service other.service",
        "a.service, [Unit]\\nPartOf=other.service",
        "a.service, [Unit]\\nStopPropagatedFrom=other.service",
        "a@other.service, [Unit]\\nRequires=%i.service",
        "a.service, [Unit]\\nRequires=alias.service",
    })
    void whatNeedsAnotherGoesDownWithIt(String unit, String content) {
        Dependencies dependencies = unit(unit.replace("@other", "@"), content.replace("\\n", "\n") + "\n")
                .unit("other.service", "[Service]\nExecStart=/bin/true\n")
                .link("/etc/systemd/system/alias.service", "other.service")
                .dependencies();

        assertThat(dependencies.goesDownWith(name(unit), name("other.service"))).isTrue();
        assertThat(dependencies.goesDownWith(name("other.service"), name(unit))).isFalse();
    }

    @Test
    void whatMerelyWantsAnotherStays() {
        Dependencies dependencies = unit("a.service", "[Unit]\nWants=b.service\nAfter=b.service\nRequisite=b.service\n")
                .dependencies();

        assertThat(dependencies.goesDownWith(name("a.service"), name("b.service")))
                .isFalse();
        assertThat(dependencies.isAfter(name("a.service"), name("b.service"))).isTrue();
    }

    @Test
    void aLinkInTheDirectoryOfRequirementsCounts() {
        Dependencies dependencies = unit("a.target", "[Unit]\nDescription=A\n")
                .unit("b.service", "[Service]\n")
                .link("/usr/lib/systemd/system/a.target.requires/b.service", "../b.service")
                .dependencies();

        assertThat(dependencies.goesDownWith(name("a.target"), name("b.service")))
                .isTrue();
        assertThat(dependencies.isAfter(name("a.target"), name("b.service"))).isTrue();
    }

    @Test
    void aTargetComesAfterItsMembersUnlessTheyWaitForIt() {
        Dependencies dependencies = unit("a.target", "[Unit]\nWants=b.service c.service\nBefore=c.service\n")
                .unit("bare.target", "[Unit]\nWants=b.service\nDefaultDependencies=no\n")
                .dependencies();

        assertThat(dependencies.isAfter(name("a.target"), name("b.service"))).isTrue();
        assertThat(dependencies.isAfter(name("a.target"), name("c.service"))).isFalse();
        assertThat(dependencies.isAfter(name("c.service"), name("a.target"))).isTrue();
        assertThat(dependencies.isAfter(name("bare.target"), name("b.service"))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "a.socket, [Socket]\\nListenStream=1, a.service",
        "a.socket, [Socket]\\nListenStream=1\\nService=b.service, b.service",
        "a.timer, [Timer]\\nOnCalendar=daily, a.service",
        "a.timer, [Timer]\\nUnit=b.target, b.target",
        "a.path, [Path]\\nPathExists=/x, a.service",
        "a-b.automount, [Automount]\\nWhere=/a/b, a-b.mount",
    })
    void whatTriggersAnotherComesBeforeIt(String trigger, String content, String triggered) {
        Dependencies dependencies =
                unit(trigger, content.replace("\\n", "\n") + "\n").dependencies();

        assertThat(dependencies.triggeredBy(name(trigger))).contains(name(triggered));
        assertThat(dependencies.isAfter(name(triggered), name(trigger))).isTrue();
    }

    @Test
    void aSocketThatAcceptsConnectionsStartsNoServiceOfItsOwn() {
        Dependencies dependencies =
                unit("a.socket", "[Socket]\nListenStream=1\nAccept=on\n").dependencies();

        assertThat(dependencies.triggeredBy(name("a.socket"))).isEmpty();
    }

    @Test
    void whatLiesInASliceOrOnAMountGoesDownWithIt() {
        Dependencies dependencies = unit(
                        "a.service", "[Unit]\nRequiresMountsFor=/srv/my-data/x\n[Service]\nSlice=h.slice\n")
                .unit("b.service", "[Service]\nWorkingDirectory=/srv\n")
                .dependencies();

        assertThat(dependencies.goesDownWith(name("a.service"), name("h.slice")))
                .isTrue();
        assertThat(dependencies.goesDownWith(name("h-1.slice"), name("h.slice")))
                .isTrue();
        assertThat(dependencies.goesDownWith(name("a.service"), name("srv-my\\x2ddata.mount")))
                .isTrue();
        assertThat(dependencies.goesDownWith(name("b.service"), name("srv.mount")))
                .isTrue();
        assertThat(dependencies.goesDownWith(name("srv-my.mount"), name("srv.mount")))
                .isTrue();
        assertThat(dependencies.goesDownWith(name("b.service"), name("srv-my\\x2ddata.mount")))
                .isFalse();
    }

    @Test
    void aUnitThatIsMaskedOrTransientCannotBeStartedAgain() {
        Dependencies dependencies = unit("a.service", "[Service]\n")
                .link("/etc/systemd/system/masked.service", "/dev/null")
                .file("/run/systemd/transient/run-1.service", "[Service]\n")
                .dependencies();

        assertThat(dependencies.canStart(name("a.service"))).isTrue();
        assertThat(dependencies.canStart(name("made-up.slice"))).isTrue();
        assertThat(dependencies.canStart(name("masked.service"))).isFalse();
        assertThat(dependencies.canStart(name("run-1.service"))).isFalse();
        assertThat(dependencies.canStart(name("missing.service"))).isFalse();
    }

    @Test
    void whatConflictsSaysSoOnEitherSide() {
        Dependencies dependencies =
                unit("a.service", "[Unit]\nConflicts=b.service\n").dependencies();

        assertThat(dependencies.conflict(name("a.service"), name("b.service"))).isTrue();
        assertThat(dependencies.conflict(name("b.service"), name("a.service"))).isTrue();
        assertThat(dependencies.conflict(name("a.service"), name("c.service"))).isFalse();
    }
}
