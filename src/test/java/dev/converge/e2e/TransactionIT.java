package dev.converge.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.converge.apply.Outcome;
import dev.converge.apply.RunState;
import dev.converge.apply.Transaction;
import dev.converge.diff.Change;
import dev.converge.diff.Reason;
import dev.converge.host.Host;
import dev.converge.host.HostFailureException;
import dev.converge.host.HostName;
import dev.converge.plan.HostPlan;
import dev.converge.plan.Job;
import dev.converge.unit.Content;
import dev.converge.unit.FileMode;
import dev.converge.unit.FileState;
import dev.converge.unit.HostPath;
import dev.converge.unit.Manifest;
import dev.converge.unit.Owner;
import dev.converge.unit.PlayName;
import dev.converge.unit.SystemdVersion;
import dev.converge.unit.UnitName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is left on a real host after a change that fails, is cut off, or has to kill: hand-made plans, looked at from outside. */
final class TransactionIT {

    private static final Reason REASON = new Reason("the test wants it");
    private static final PlayName PLAY = new PlayName("test");
    private static final UnitName UNIT = new UnitName("tx.service");
    private static final UnitName OTHER = new UnitName("tx-other.service");
    private static final String SLEEPS = "[Service]\nExecStart=/bin/sleep 1000\n";

    private static FileState file(String content) {
        return new FileState.Regular(Content.of(content), FileMode.UNIT_FILE, Owner.ROOT);
    }

    private static Change create(HostPath path, String after) {
        return new Change.Creation(path, file(after), REASON, PLAY);
    }

    private static Change update(HostPath path, String before, String after) {
        return new Change.Update(path, file(before), file(after), REASON, PLAY);
    }

    private static Change delete(HostPath path, String before) {
        return new Change.Deletion(path, file(before), REASON, PLAY);
    }

    private static HostPath fragment(UnitName unit) {
        return new HostPath("/etc/systemd/system/" + unit);
    }

    private static HostPlan plan(
            Release release, List<Job.Stop> stops, List<Change> changes, List<Job> jobs, List<UnitName> removed) {
        return new HostPlan(
                new HostName("tx"),
                Optional.of(new SystemdVersion(release.systemd())),
                stops,
                changes,
                jobs,
                removed,
                Manifest.NONE,
                List.of());
    }

    private static Job reload() {
        return new Job.DaemonReload(REASON);
    }

    private static Outcome execute(Host host, HostPlan plan, String run) throws HostFailureException {
        return Transacted.execute(host, plan, run);
    }

    /** A lab host on which {@link #UNIT} runs {@link #SLEEPS}, and {@link #OTHER} requires it and runs too. */
    private static LabHost running(Release release) {
        LabHost lab = LabHosts.fresh(release);
        lab.write(fragment(UNIT).value(), SLEEPS);
        lab.write(fragment(OTHER).value(), "[Unit]\nRequires=tx.service\nAfter=tx.service\n" + SLEEPS);
        lab.exec("systemctl daemon-reload && systemctl start tx-other.service");
        return lab;
    }

    @ParameterizedTest
    @EnumSource(Release.class)
    void aServiceThatCannotRunIsPutBackWithTheRest(Release release) throws Exception {
        LabHost lab = running(release);
        String broken = "[Service]\nExecStart=/bin/no-such-program\n";
        HostPath far = new HostPath("/run/systemd/system/tx-far.service");
        HostPlan plan = plan(
                release,
                List.of(new Job.Stop(OTHER, true, REASON)),
                List.of(
                        delete(fragment(OTHER), "[Unit]\nRequires=tx.service\nAfter=tx.service\n" + SLEEPS),
                        update(fragment(UNIT), SLEEPS, broken),
                        create(far, SLEEPS)),
                List.of(reload(), new Job.Restart(UNIT, REASON)),
                List.of(OTHER));

        Outcome outcome = execute(ContainerHost.of(lab), plan, "run-1");

        assertThat(outcome).isInstanceOfSatisfying(Outcome.RolledBack.class, undone -> {
            assertThat(undone.step()).isEqualTo("keep tx.service running");
            // What PID 1 says; the line with the program's name is the process's own, which the journal may have
            // without its unit.
            assertThat(undone.detail()).anySatisfy(line -> assertThat(line).contains("status=203/EXEC"));
        });
        assertThat(lab.exec("cat " + fragment(UNIT))).isEqualTo(SLEEPS.strip());
        assertThat(lab.exec("ls -A /run/systemd/system")).isEmpty();
        assertThat(lab.property("tx.service", "ActiveState")).isEqualTo("active");
        assertThat(lab.property("tx-other.service", "ActiveState")).isEqualTo("active");
        assertThat(lab.property("tx.service", "NeedDaemonReload")).isEqualTo("no");
        assertThat(lab.exec("systemctl --failed --no-legend")).isEmpty();
    }

    /** Else what watches over the change would undo a start that takes its time. */
    @ParameterizedTest
    @EnumSource(Release.class)
    void aChangeHasAsMuchTimeAsItsJobs(Release release) throws Exception {
        LabHost lab = LabHosts.fresh(release);
        String looks = "[Service]\nExecStartPre=/bin/sh -c "
                + "'cat /etc/systemd/system/.converge/txn/deadline /proc/uptime >/run/tx-seen'\n"
                + "ExecStart=/bin/sleep 1000\n";
        HostPlan plan = plan(
                release,
                List.of(),
                List.of(create(fragment(UNIT), looks)),
                List.of(reload(), new Job.Start(UNIT, REASON)),
                List.of());

        Outcome outcome = execute(ContainerHost.of(lab), plan, "run-1");

        assertThat(outcome).isInstanceOf(Outcome.Applied.class);
        String[] seen = lab.exec("cat /run/tx-seen").split("[\\s.]+", -1);
        assertThat(Long.parseLong(seen[0]) - Long.parseLong(seen[1])).isGreaterThan(300);
    }

    @ParameterizedTest
    @EnumSource(Release.class)
    void aNewServiceThatFlapsLeavesNothing(Release release) throws Exception {
        LabHost lab = LabHosts.fresh(release);
        String flaps = "[Service]\nExecStart=/bin/sh -c 'sleep 1; echo gone; exit 3'\nRestart=always\n";
        HostPlan plan = plan(
                release,
                List.of(),
                List.of(create(fragment(UNIT), flaps)),
                List.of(reload(), new Job.Start(UNIT, REASON)),
                List.of());

        Outcome outcome = execute(ContainerHost.of(lab), plan, "run-1");

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.RolledBack.class,
                        undone -> assertThat(undone.step()).isEqualTo("keep tx.service running"));
        assertThat(lab.property("tx.service", "LoadState")).isEqualTo("not-found");
        assertThat(lab.exec("systemctl list-units --all --plain --no-legend")).doesNotContain("tx.service");
        assertThat(lab.tryExec("test -e " + fragment(UNIT)).getExitCode()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(Release.class)
    void processesThatOutliveTheirUnitAreKilled(Release release) throws Exception {
        LabHost lab = LabHosts.fresh(release);
        String leaves = "[Service]\nExecStart=/bin/sh -c 'sleep 3456 & exec sleep 3457'\nKillMode=process\n";
        lab.write(fragment(UNIT).value(), leaves);
        lab.exec("systemctl daemon-reload && systemctl start tx.service");
        HostPlan plan = plan(
                release,
                List.of(new Job.Stop(UNIT, true, REASON)),
                List.of(delete(fragment(UNIT), leaves)),
                List.of(reload(), new Job.ResetFailed(UNIT, REASON)),
                List.of(UNIT));

        Outcome outcome = execute(ContainerHost.of(lab), plan, "run-1");

        assertThat(outcome).isEqualTo(new Outcome.Applied("run-1"));
        assertThat(lab.exec("pgrep -x sleep -a || true")).doesNotContain("345");
        assertThat(lab.property("tx.service", "LoadState")).isEqualTo("not-found");
    }

    @ParameterizedTest
    @EnumSource(Release.class)
    void whatStoodByIsGoneWhenTheOutcomeIsTold(Release release) throws Exception {
        LabHost lab = LabHosts.fresh(release);
        HostPlan plan = plan(release, List.of(), List.of(create(fragment(UNIT), SLEEPS)), List.of(reload()), List.of());
        String slow = "rm() { case $* in */converge-recover.service) sleep 1 ;; esac; command rm \"$@\"; }\n";

        Outcome outcome = execute(Transacted.prefixed(ContainerHost.of(lab), slow), plan, "run-1");

        assertThat(lab.exec("systemctl list-units --all --no-legend 'converge*'"))
                .isEmpty();
        assertThat(lab.exec("ls /etc/systemd/system")).doesNotContain("converge-recover.service");
        assertThat(outcome).isEqualTo(new Outcome.Applied("run-1"));
    }

    @ParameterizedTest
    @EnumSource(Release.class)
    void aChangeThatIsCutOffIsUndoneByTheHostItself(Release release) throws Exception {
        LabHost lab = running(release);
        HostPlan plan = plan(
                release,
                List.of(new Job.Stop(UNIT, true, REASON)),
                List.of(delete(fragment(UNIT), SLEEPS), create(fragment(new UnitName("tx-new.service")), SLEEPS)),
                List.of(reload(), new Job.Start(new UnitName("tx-new.service"), REASON)),
                List.of(UNIT));
        // The shell dies where it would start the new unit; the unit that the stopped one took along is down, too.
        String killing = """
                timeout() { case $* in *'start -- tx-new.service') kill -s KILL $$; exit 1 ;; esac; command timeout "$@"; }
                """;

        Outcome cutOff = execute(Transacted.prefixed(ContainerHost.of(lab), killing), plan, "run-1");

        assertThat(cutOff).isEqualTo(new Outcome.RolledBack("run-1", "finish the change", List.of("it was cut off")));
        assertThat(lab.exec("systemctl is-active tx.service tx-other.service")).isEqualTo("active\nactive");
        assertThat(lab.property("tx-new.service", "LoadState")).isEqualTo("not-found");
        assertThat(lab.exec("ls /etc/systemd/system/.converge | grep -v engine-"))
                .isEqualTo("hist\nlock");
        assertThat(lab.exec("systemctl list-units --all --no-legend 'converge*'"))
                .isEmpty();
        assertThat(lab.exec("ls /etc/systemd/system")).doesNotContain("converge-recover.service");
    }

    @ParameterizedTest
    @EnumSource(Release.class)
    void aChangeThatNobodyConfirmsIsUndoneAndALateConfirmationChangesNothing(Release release) throws Exception {
        LabHost lab = running(release);
        Host host = ContainerHost.of(lab);
        HostPlan plan = niceUnit(release);

        RunState begun = Transaction.begin(host, plan, "run-1", Duration.ofSeconds(1));
        String stands = lab.property("tx.service", "Nice");
        lab.awaitState("converge-txn.service", "inactive", Duration.ofSeconds(20));
        RunState late = Transaction.confirm(host, plan, "run-1");
        RunState again = Transaction.confirm(host, plan, "run-1");

        assertThat(begun).isEqualTo(new RunState.Awaiting());
        assertThat(stands).isEqualTo("5");
        assertThat(late)
                .isEqualTo(new RunState.Ended(new Outcome.RolledBack(
                        "run-1",
                        "get the confirmation",
                        List.of("nobody could log in and confirm the change within 1 s"))));
        assertThat(again).isEqualTo(late);
        assertThat(lab.property("tx.service", "Nice")).isEqualTo("0");
        assertThat(lab.exec("systemctl is-active tx.service tx-other.service")).isEqualTo("active\nactive");
    }

    @ParameterizedTest
    @EnumSource(Release.class)
    void aRunThatWaitsIsConfirmedOnceByItsOwnNameAndKeepsOthersOut(Release release) throws Exception {
        LabHost lab = running(release);
        Host host = ContainerHost.of(lab);
        HostPlan plan = niceUnit(release);

        RunState begun = Transaction.begin(host, plan, "run-1", Transacted.WINDOW);
        HostFailureException second = catchThrowableOfType(
                HostFailureException.class, () -> Transaction.begin(host, plan, "run-2", Transacted.WINDOW));
        HostFailureException foreign =
                catchThrowableOfType(HostFailureException.class, () -> Transaction.confirm(host, plan, "run-3"));
        RunState confirmed = Transaction.confirm(host, plan, "run-1");
        RunState again = Transaction.confirm(host, plan, "run-1");

        assertThat(begun).isEqualTo(new RunState.Awaiting());
        assertThat(second).hasMessage("Another run is changing the host");
        assertThat(second.failure().detail()).startsWith("run run-1 by ");
        assertThat(foreign).hasMessage("The change never began");
        assertThat(confirmed).isEqualTo(new RunState.Ended(new Outcome.Applied("run-1")));
        assertThat(again).isEqualTo(confirmed);
        assertThat(lab.property("tx.service", "Nice")).isEqualTo("5");
        assertThat(lab.exec("ls /etc/systemd/system")).doesNotContain("converge-recover.service");
    }

    @Test
    void aConfirmationThatComesEarlyCountsOnceTheChangeStands() throws Exception {
        LabHost lab = running(Release.DEBIAN12);
        String slow = "timeout() { case $* in *' daemon-reload') sleep 3 ;; esac; command timeout \"$@\"; }\n";
        Host host = Transacted.prefixed(ContainerHost.of(lab), slow);
        HostPlan plan = niceUnit(Release.DEBIAN12);

        RunState confirmed;
        RunState begun;
        boolean stood;
        try (ExecutorService thread = Executors.newSingleThreadExecutor()) {
            Future<RunState> begin = thread.submit(() -> Transaction.begin(host, plan, "run-1", Transacted.WINDOW));
            lab.exec("until [ -e /etc/systemd/system/.converge/txn/id ]; do sleep 0.05; done");
            stood = lab.tryExec("test -e /etc/systemd/system/.converge/txn/d.commit")
                            .getExitCode()
                    == 0;
            confirmed = Transaction.confirm(host, plan, "run-1");
            begun = begin.get();
        }

        assertThat(stood).isFalse();
        assertThat(confirmed).isEqualTo(new RunState.Ended(new Outcome.Applied("run-1")));
        assertThat(begun).isEqualTo(new RunState.Awaiting());
        assertThat(lab.property("tx.service", "Nice")).isEqualTo("5");
    }

    /** Ten years forth and back at each look; nobody may set the clock of a container. */
    @Test
    void aClockThatJumpsDecidesNothing() throws Exception {
        LabHost lab = running(Release.DEBIAN12);
        String jumping = """
                date() {
                    years=10
                    rm /run/later 2>/dev/null || { : >/run/later && years=-10; }
                    command date -d "$years years" "$@"
                }
                """;
        Host host = Transacted.prefixed(ContainerHost.of(lab), jumping);
        HostPlan plan = niceUnit(Release.DEBIAN12);

        RunState begun = Transaction.begin(host, plan, "run-1", Duration.ofSeconds(2));
        lab.awaitState("converge-txn.service", "inactive", Duration.ofSeconds(20));
        RunState late = Transaction.confirm(host, plan, "run-1");
        Outcome second = execute(host, plan, "run-2");

        assertThat(begun).isEqualTo(new RunState.Awaiting());
        assertThat(late)
                .isInstanceOfSatisfying(
                        RunState.Ended.class,
                        ended -> assertThat(ended.outcome()).isInstanceOf(Outcome.RolledBack.class));
        assertThat(second).isEqualTo(new Outcome.Applied("run-2"));
        assertThat(lab.exec("sed -n 's/^since \\(...\\).*/\\1/p' /etc/systemd/system/.converge/hist/run-2/about"))
                .isNotEqualTo(lab.exec("date -u +%Y").substring(0, 3));
        assertThat(lab.property("tx.service", "Nice")).isEqualTo("5");
        assertThat(lab.exec("ls -A /etc/systemd/system/.converge | grep -v engine-"))
                .isEqualTo("hist\nlock\nmanifest");
    }

    private static HostPlan niceUnit(Release release) {
        return plan(
                release,
                List.of(),
                List.of(update(fragment(UNIT), SLEEPS, SLEEPS + "Nice=5\n")),
                List.of(reload()),
                List.of());
    }

    @ParameterizedTest
    @EnumSource(Release.class)
    void aFailedReloadIsPutBackAndTheServiceRunsOn(Release release) throws Exception {
        LabHost lab = running(release);
        String failing = SLEEPS + "ExecReload=/bin/false\n";
        HostPlan plan = plan(
                release,
                List.of(),
                List.of(update(fragment(UNIT), SLEEPS, failing)),
                List.of(reload(), new Job.Reload(UNIT, REASON)),
                List.of());

        Outcome outcome = execute(ContainerHost.of(lab), plan, "run-1");

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.RolledBack.class,
                        undone -> assertThat(undone.step()).isEqualTo("reload tx.service"));
        assertThat(lab.exec("cat " + fragment(UNIT))).isEqualTo(SLEEPS.strip());
        assertThat(lab.exec("systemctl is-active tx.service tx-other.service")).isEqualTo("active\nactive");
    }

    @ParameterizedTest
    @EnumSource(Release.class)
    void aSocketAndItsServiceComeBackTogether(Release release) throws Exception {
        LabHost lab = LabHosts.fresh(release);
        UnitName socket = new UnitName("tx.socket");
        lab.write(fragment(socket).value(), "[Socket]\nListenStream=127.0.0.1:7001\n");
        lab.write(fragment(UNIT).value(), SLEEPS);
        lab.exec("systemctl daemon-reload && systemctl start tx.socket tx.service");
        String broken = "[Service]\nExecStart=/bin/no-such-program\n";
        HostPlan plan = plan(
                release,
                List.of(new Job.Stop(socket, false, REASON), new Job.Stop(UNIT, false, REASON)),
                List.of(
                        update(fragment(UNIT), SLEEPS, broken),
                        update(
                                fragment(socket),
                                "[Socket]\nListenStream=127.0.0.1:7001\n",
                                "[Socket]\nListenStream=127.0.0.1:7002\n")),
                List.of(reload(), new Job.Start(socket, REASON), new Job.Start(UNIT, REASON)),
                List.of());

        Outcome outcome = execute(ContainerHost.of(lab), plan, "run-1");

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.RolledBack.class,
                        undone -> assertThat(undone.step()).isEqualTo("keep tx.service running"));
        assertThat(lab.exec("systemctl is-active tx.socket tx.service")).isEqualTo("active\nactive");
        assertThat(lab.property("tx.socket", "Listen")).isEqualTo("127.0.0.1:7001 (Stream)");
    }

    @ParameterizedTest
    @EnumSource(Release.class)
    void aMountInUseThatCannotStopStaysAsItWas(Release release) throws Exception {
        LabHost lab = LabHosts.fresh(release);
        UnitName mount = new UnitName("mnt-tx.mount");
        String tmpfs = "[Mount]\nWhat=tmpfs\nType=tmpfs\nWhere=/mnt/tx\n";
        lab.write(fragment(mount).value(), tmpfs);
        lab.exec("systemctl daemon-reload && systemctl start mnt-tx.mount"
                + " && systemd-run --unit=tx-busy sh -c 'cd /mnt/tx && exec sleep 1000' && sleep 0.3");
        HostPlan plan = plan(
                release,
                List.of(),
                List.of(update(fragment(mount), tmpfs, tmpfs + "Options=size=1M\n")),
                List.of(reload(), new Job.Restart(mount, REASON)),
                List.of());

        Outcome outcome = execute(ContainerHost.of(lab), plan, "run-1");

        lab.exec("systemctl stop tx-busy.service && systemctl stop mnt-tx.mount");
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.RolledBack.class,
                        undone -> assertThat(undone.step()).isEqualTo("restart mnt-tx.mount"));
        assertThat(lab.exec("cat " + fragment(mount))).isEqualTo(tmpfs.strip());
    }

    @ParameterizedTest
    @EnumSource(Release.class)
    void whatTheHostsSystemdWouldIgnoreIsRefusedAndNothingIsTouched(Release release) throws Exception {
        LabHost lab = running(release);
        Snapshot before = Snapshot.of(lab);
        String bad = SLEEPS + "Bogus=1\nMemoryMax=2GB\nX-Ours=fine\n";
        HostPath dropIn = new HostPath("/etc/systemd/system/ssh.service.d/zz-converge.conf");
        HostPath timer = new HostPath("/etc/systemd/system/tx.timer");
        HostPlan plan = plan(
                release,
                List.of(new Job.Stop(OTHER, true, REASON)),
                List.of(
                        create(dropIn, "[Service]\nStartLimitIntervalSec=10\n"),
                        create(timer, "[Timer]\nOnCalendar=some day\n"),
                        update(fragment(UNIT), SLEEPS, bad)),
                List.of(reload(), new Job.Restart(UNIT, REASON)),
                List.of());

        HostFailureException thrown =
                catchThrowableOfType(HostFailureException.class, () -> execute(ContainerHost.of(lab), plan, "run-1"));

        String detail = thrown.failure().detail();
        assertThat(thrown).hasMessage("The host's systemd refuses a unit file");
        assertThat(detail.lines().map(line -> line.replaceFirst(": .*", "")).toList())
                .containsExactlyInAnyOrder(
                        "/etc/systemd/system/ssh.service.d/zz-converge.conf:2",
                        "/etc/systemd/system/tx.timer:2",
                        "tx.timer",
                        "/etc/systemd/system/tx.service:3",
                        "/etc/systemd/system/tx.service:4",
                        "Nothing was changed.");
        assertThat(detail).contains("tx.service:4: Invalid memory limit '2GB', ignoring: Invalid argument");
        assertThat(Snapshot.of(lab).difference(before))
                .allMatch(
                        path -> path.startsWith("/etc/systemd/system/.converge") || path.equals("/etc/systemd/system"));
        assertThat(lab.exec("systemctl is-active tx.service tx-other.service")).isEqualTo("active\nactive");
        assertThat(lab.exec("ls -A /etc/systemd/system/.converge | grep -v engine-"))
                .isEqualTo("hist\nlock");
    }

    /** A flaw that was there before, what comes only with this change, and what only a start can tell. */
    @ParameterizedTest
    @EnumSource(Release.class)
    void whatIsNotTheFaultOfAChangedFileIsNoReasonToRefuse(Release release) throws Exception {
        LabHost lab = LabHosts.fresh(release);
        lab.write("/etc/systemd/system/tx-flaw.service", "[Service]\nBogus=1\n");
        lab.write("/etc/systemd/system/tx.service.d/50-more.conf", "[Service]\nExecStart=/bin/true\n");
        lab.exec("systemctl daemon-reload");
        String late = """
                [Unit]
                Requires=tx-other.service
                After=tx-other.service tx-none.service
                Wants=tx-flaw.service
                [Service]
                ExecStart=/opt/tx/not-there-yet
                """;
        HostPlan plan = plan(
                release,
                List.of(),
                List.of(
                        create(fragment(OTHER), SLEEPS),
                        create(new HostPath("/etc/systemd/system/tx-new@.service"), SLEEPS + "Nice=5\n"),
                        create(
                                new HostPath("/etc/systemd/system/tx-flaw.service.d/zz-converge.conf"),
                                "[Service]\nNice=5\n"),
                        create(fragment(UNIT), late),
                        delete(
                                new HostPath("/etc/systemd/system/tx.service.d/50-more.conf"),
                                "[Service]\nExecStart=/bin/true\n")),
                List.of(reload()),
                List.of());

        Outcome outcome = execute(ContainerHost.of(lab), plan, "run-1");

        assertThat(outcome).isEqualTo(new Outcome.Applied("run-1"));
        assertThat(lab.exec("ls /etc/systemd/system/.converge/hist/run-1")).doesNotContain("units");
    }
}
