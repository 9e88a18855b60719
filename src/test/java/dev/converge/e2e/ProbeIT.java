package dev.converge.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.converge.host.HostFailureException;
import dev.converge.observed.Hazard;
import dev.converge.observed.ObservedHost;
import dev.converge.observed.Probe;
import dev.converge.observed.ProbeRequest;
import dev.converge.observed.RunningProcess;
import dev.converge.observed.UnitRuntime;
import dev.converge.unit.Content;
import dev.converge.unit.FileMode;
import dev.converge.unit.FileState;
import dev.converge.unit.Glob;
import dev.converge.unit.HostPath;
import dev.converge.unit.Owner;
import dev.converge.unit.UnitName;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the probe says of a real host, compared with what the host says when asked directly. */
final class ProbeIT {

    private static final ProbeRequest REQUEST = new ProbeRequest(
            Optional.empty(),
            List.of(new UnitName("avatar-tank.service"), new UnitName("sshd.service")),
            List.of(new Glob("*mediamtx*.service"), new Glob("polyscan.service")),
            List.of(new HostPath("/etc/mediamtx/mediamtx.yml"), new HostPath("/etc/no/such/file")),
            List.of("deploy"),
            List.of("deploy"));

    @ParameterizedTest
    @EnumSource(Release.class)
    void theStraysOfTheFirstIncidentAreSeenRunning(Release release) throws Exception {
        LabHost lab = LabHosts.fresh(release);
        lab.incident("duplicate-units");

        ObservedHost observed = Probe.observe(ContainerHost.of(lab), REQUEST);

        assertThat(observed.systemd()).map(version -> version.number()).contains(release.systemd());
        assertThat(observed.writer()).isEqualTo(Owner.ROOT);
        assertThat(observed.machineId()).isEqualTo(ObservedHost.MachineId.SET);
        assertThat(observed.users()).containsEntry("deploy", 1000);
        for (String unit : List.of("avatar-tank.service", "avatar-mediamtx.service", "mediamtx.service")) {
            UnitRuntime runtime = observed.runtime(new UnitName(unit)).orElseThrow();
            assertThat(runtime.activeState()).as(unit).isEqualTo("active");
            assertThat(runtime.details().orElseThrow().mainPid())
                    .as(unit)
                    .isEqualTo(Integer.parseInt(lab.property(unit, "MainPID")));
            assertThat(runtime.processes())
                    .as(unit)
                    .contains(runtime.details().orElseThrow().mainPid());
            HostPath file = new HostPath("/etc/systemd/system/" + unit);
            assertThat(observed.tree().at(file))
                    .as(unit)
                    .isEqualTo(new FileState.Regular(
                            Content.of(lab.exec("cat " + file) + "\n"), FileMode.UNIT_FILE, Owner.ROOT));
        }
        assertThat(observed.runtime(new UnitName("sshd.service")))
                .as("an alias")
                .map(UnitRuntime::name)
                .contains(new UnitName("ssh.service"));
        assertThat(observed.tree().at(new HostPath("/etc/mediamtx/mediamtx.yml")))
                .isInstanceOf(FileState.Regular.class);
        assertThat(observed.tree().at(new HostPath("/etc/mediamtx"))).isInstanceOf(FileState.Directory.class);
        assertThat(observed.hazards()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Release.class)
    void theLoopOfTheSecondIncidentIsSeenBetweenTwoStarts(Release release) throws Exception {
        LabHost lab = LabHosts.fresh(release);
        lab.incident("crash-loop");

        ObservedHost observed = Probe.observe(ContainerHost.of(lab), REQUEST);

        UnitRuntime polyscan =
                observed.runtime(new UnitName("polyscan.service")).orElseThrow();
        assertThat(polyscan.isUp()).isTrue();
        assertThat(polyscan.details()).isPresent();
    }

    @ParameterizedTest
    @EnumSource(Release.class)
    void processesAreSeenWithTheirProgramsAndUnitsAndSocketsWithTheirHolders(Release release) throws Exception {
        LabHost lab = LabHosts.fresh(release);
        lab.incident("duplicate-units");
        lab.write("/etc/systemd/system/web.service", "[Service]\nExecStart=/bin/sleep infinity\n");
        lab.write(
                "/etc/systemd/system/web.socket",
                "[Socket]\nListenStream=127.0.0.1:8080\nListenDatagram=8081\nListenStream=/run/web sock\n");
        lab.exec("cp /bin/sleep /usr/local/bin/replaced && systemctl daemon-reload && systemctl start web.socket");
        lab.exec(
                "setsid /usr/local/bin/replaced 600 >/dev/null 2>&1 </dev/null & sleep 0.2; rm /usr/local/bin/replaced");

        ObservedHost observed = Probe.observe(ContainerHost.of(lab), REQUEST);

        int tank = Integer.parseInt(lab.property("avatar-tank.service", "MainPID"));
        lab.exec("systemctl stop web.socket; kill $(pidof replaced)");
        assertThat(observed.running().processes().get(tank))
                .isEqualTo(new RunningProcess(
                        tank,
                        1,
                        lab.exec("readlink -f /bin/sh"),
                        false,
                        List.of("/bin/sh", "/usr/local/bin/mediamtx", "/etc/mediamtx/mediamtx.yml"),
                        Optional.of(new UnitName("avatar-tank.service")),
                        false));
        assertThat(observed.running().processes().values())
                .filteredOn(process -> process.executable().equals("/usr/local/bin/replaced"))
                .singleElement()
                .matches(RunningProcess::deleted)
                .matches(process -> process.unit().isEmpty())
                .extracting(RunningProcess::words)
                .isEqualTo(List.of("/usr/local/bin/replaced", "600"));
        assertThat(observed.running().sockets())
                .filteredOn(socket -> socket.address().toString().matches(".*:808[01]|/run/web sock"))
                .allMatch(socket -> socket.holders().equals(new TreeSet<>(List.of(1))))
                .extracting(socket -> socket.address().toString())
                .containsExactlyInAnyOrder("tcp 127.0.0.1:8080", "udp [::]:8081", "/run/web sock");
    }

    @ParameterizedTest
    @EnumSource(Release.class)
    void everyShellGivesTheSameAnswer(Release release) throws Exception {
        LabHost lab = LabHosts.fresh(release);
        lab.incident("duplicate-units");
        ObservedHost expected = Probe.observe(ContainerHost.of(lab), REQUEST);

        for (List<String> shell : List.of(List.of("dash"), List.of("bash", "--posix"), List.of("busybox", "sh"))) {
            ObservedHost observed = Probe.observe(new ContainerHost(lab.containerId(), "root", shell), REQUEST);

            assertThat(observed.tree().files())
                    .as("%s", shell)
                    .isEqualTo(expected.tree().files());
            assertThat(observed.units()).as("%s", shell).isEqualTo(expected.units());
            assertThat(observed.running().sockets())
                    .as("%s", shell)
                    .isEqualTo(expected.running().sockets());
        }
    }

    @ParameterizedTest
    @EnumSource(Release.class)
    void readingLeavesTheHostAsItWas(Release release) throws Exception {
        LabHost lab = LabHosts.fresh(release);
        lab.incident("duplicate-units");
        Snapshot before = Snapshot.of(lab);
        String temporary = lab.exec("ls -A /tmp /var/tmp");

        Probe.observe(ContainerHost.of(lab), REQUEST);

        assertThat(Snapshot.of(lab).difference(before)).isEmpty();
        assertThat(lab.exec("ls -A /tmp /var/tmp")).isEqualTo(temporary);
    }

    @Test
    void anOrdinaryUserSeesTheSameFiles() throws Exception {
        LabHost lab = LabHosts.fresh(Release.DEBIAN12);

        ObservedHost observed = Probe.observe(new ContainerHost(lab.containerId(), "deploy", List.of("sh")), REQUEST);

        assertThat(observed.writer()).isEqualTo(new Owner(1000, 1000));
        assertThat(observed.running().processes().values())
                .as("its own processes and no others")
                .isNotEmpty()
                .allMatch(process -> process.unit().isEmpty());
        assertThat(observed.tree().files())
                .isEqualTo(Probe.observe(ContainerHost.of(lab), REQUEST).tree().files());
    }

    @Test
    void whatAnOrdinaryUserMayNotReadIsNamed() throws Exception {
        LabHost lab = LabHosts.fresh(Release.DEBIAN12);
        lab.exec("touch /etc/systemd/system/secret.service && chmod 600 /etc/systemd/system/secret.service");

        HostFailureException failed = catchThrowableOfType(
                HostFailureException.class,
                () -> Probe.observe(new ContainerHost(lab.containerId(), "deploy", List.of("sh")), REQUEST));

        assertThat(failed.failure().detail()).contains("/etc/systemd/system/secret.service");
    }

    @ParameterizedTest
    @EnumSource(Release.class)
    void aPresetLineWithoutANameIsReportedAndPid1SurvivesIt(Release release) throws Exception {
        LabHost lab = LabHosts.fresh(release);
        lab.exec("mkdir -p /etc/systemd/system-preset; printf 'disable a.service\\nenable \\n'"
                + " >/etc/systemd/system-preset/10-x.preset");

        ObservedHost observed = Probe.observe(ContainerHost.of(lab), REQUEST);

        assertThat(observed.hazards())
                .containsExactly(
                        new Hazard.PresetLineWithoutName(new HostPath("/etc/systemd/system-preset/10-x.preset"), 2));
        assertThat(observed.units()).isEmpty();
        lab.exec("rm /etc/systemd/system-preset/10-x.preset");
        assertThat(lab.exec("systemctl is-system-running")).isEqualTo("running");
    }

    @Test
    void aFifoBehindADropInDirectoryIsReportedAndNotOpened() throws Exception {
        LabHost lab = LabHosts.fresh(Release.DEBIAN12);
        lab.exec(
                "mkdir -p /opt/dropins; mkfifo /opt/dropins/x.conf; ln -s /opt/dropins /etc/systemd/system/dbus.service.d");

        ObservedHost observed = Probe.observe(ContainerHost.of(lab), REQUEST);

        lab.exec("rm -r /opt/dropins");
        assertThat(observed.hazards()).containsExactly(new Hazard.FifoDropIn(new HostPath("/opt/dropins/x.conf")));
    }

    @Test
    void aSystemdThatDoesNotAnswerIsAFailureOfItsOwn() throws Exception {
        LabHost lab = LabHosts.fresh(Release.DEBIAN12);
        lab.signalPid1("STOP");

        HostFailureException failed;
        try {
            failed = catchThrowableOfType(
                    HostFailureException.class, () -> Probe.observe(ContainerHost.of(lab), REQUEST));
        } finally {
            lab.signalPid1("CONT");
        }

        assertThat(failed.failure().summary()).isEqualTo("systemd does not answer");
    }

    @Test
    void aMachineThatWasNotBootedWithSystemdIsAFailureOfItsOwn() {
        String container = LocalProcess.run(List.of(
                        "docker",
                        "run",
                        "--detach",
                        "--label",
                        "converge.test=" + Path.of("").toAbsolutePath(),
                        Release.DEBIAN12.image(),
                        "sleep",
                        "300"))
                .strip();

        HostFailureException failed;
        try {
            failed = catchThrowableOfType(
                    HostFailureException.class,
                    () -> Probe.observe(new ContainerHost(container, "root", List.of("sh")), REQUEST));
        } finally {
            LocalProcess.run(List.of("docker", "rm", "--force", container));
        }

        assertThat(failed.failure().summary()).isEqualTo("systemd does not run on the host");
        assertThat(failed.failure().detail()).contains("process 1 is sleep");
    }
}
