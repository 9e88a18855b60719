package dev.converge.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a change when line, converge, its script or sshd fail while it is made: a definite answer, and a host that is whole. */
final class ChangeFaultsIT {

    private static final LabHost LAB = LabHosts.fresh(Release.DEBIAN12);
    private static final String TXN = FaultyHost.HOME + "/txn";

    /** Long enough in its start for something to happen meanwhile. */
    private static final String SLOW = "[Service]\nExecStartPre=/bin/sleep 3\nExecStart=/bin/sleep infinity\n";

    private static final String STARTING = "[ \"$(systemctl is-active sick.service)\" = activating ]";
    private static final String QUESTION = "Carry out this plan on 1 host? Type 'yes': ";
    private static final String CTRL_C = "\003";

    private static final String STANDS = "test -e " + TXN + "/d.commit";

    /** The first run of a fresh build prepares faster starts, too. */
    private static final Duration BEGUN = Duration.ofSeconds(60);

    /** How often converge is killed at random, by which seed. */
    private static final int KILLS = Integer.getInteger("converge.fault.kills", 5);

    private static final long SEED = Long.getLong("converge.fault.seed", System.nanoTime());

    @TempDir
    Path folder;

    private FaultyHost host;
    private Snapshot before;

    @BeforeEach
    void reachTheHost() {
        host = FaultyHost.of(LAB, folder);
        host.forget();
        before = Snapshot.of(LAB);
    }

    @AfterEach
    void nothingStandsBy() {
        host.await(FaultyHost.QUIET, Duration.ofSeconds(20));
        host.forget();
    }

    @Test
    void aChangeWhoseConnectionIsResetGoesOnAndIsReported() {
        host.wants(SLOW, "state: started");
        try (FlakyLine line = FlakyLine.to(LAB)) {
            host.workspace().over(line, LAB);

            Workspace.Running apply = host.workspace().starting("", "apply", "--yes");
            host.await(STARTING, BEGUN);
            line.reset();
            Workspace.Run end = apply.end();

            assertThat(end.exitStatus()).as(end.out() + end.err()).isZero();
            assertThat(end.out()).contains("host252 done: ");
            assertThat(LAB.property("sick.service", "ActiveState")).isEqualTo("active");
        }
    }

    @Test
    void aChangeWhoseLineFallsSilentForAWhileGoesOnAndIsReported() {
        host.wants(SLOW, "state: started");
        try (FlakyLine line = FlakyLine.to(LAB)) {
            host.workspace().over(line, LAB);

            Workspace.Running apply = host.workspace().starting("", "apply", "--yes", "--timeout", "3");
            host.await(STARTING, BEGUN);
            line.freeze();
            LocalProcess.pause(Duration.ofSeconds(6));
            line.thaw();
            Workspace.Run end = apply.end();

            assertThat(end.exitStatus()).as(end.out() + end.err()).isZero();
            assertThat(end.out()).contains("host252 done: ");
        }
    }

    @Test
    void aHostThatStandsStillInAChangeEndsItAndIsReported() {
        host.wants(SLOW, "state: started");

        Workspace.Running apply = host.workspace().starting("", "apply", "--yes", "--timeout", "3");
        host.await(STARTING, BEGUN);
        LocalProcess.run(List.of("docker", "pause", LAB.containerId()));
        LocalProcess.pause(Duration.ofSeconds(5));
        LocalProcess.run(List.of("docker", "unpause", LAB.containerId()));
        Workspace.Run end = apply.end();

        assertThat(end.exitStatus()).as(end.out() + end.err()).isZero();
        assertThat(end.out()).contains("host252 done: ");
    }

    /** {@code kill -9} of the process that serves the login; sshd itself goes on. */
    @Test
    void aLoginThatIsKilledInAChangeIsNotTheEndOfTheChange() {
        host.wants(SLOW, "state: started");

        Workspace.Running apply = host.workspace().starting("", "apply", "--yes");
        host.await(STARTING, BEGUN);
        LAB.exec("pkill -KILL -f '^sshd: deploy@notty'");
        Workspace.Run end = apply.end();

        assertThat(end.exitStatus()).as(end.out() + end.err()).isZero();
        assertThat(end.out()).contains("host252 done: ");
        assertThat(LAB.property("sick.service", "ActiveState")).isEqualTo("active");
    }

    /** SIGSTOP, as of a laptop whose lid is closed: nobody confirms, and nobody knows of it until it is opened again. */
    @Test
    void aConvergeThatSleepsThroughTheConfirmationIsToldOfTheUndoWhenItWakes() {
        host.wants(SLOW, "state: started");

        Workspace.Running apply = host.workspace().starting("", "apply", "--yes", "--confirm-timeout", "1");
        host.await(STARTING, BEGUN);
        apply.signal("STOP");
        host.await("! test -e " + TXN, Duration.ofSeconds(30));
        Workspace.Run end = apply.signal("CONT").end();

        assertThat(end.exitStatus()).as(end.out() + end.err()).isEqualTo(3);
        assertThat(end.out())
                .contains("host252 rolled back: could not get the confirmation (run ")
                .contains("nobody could log in and confirm the change within 1 s");
        assertThat(host.touchedSince(before)).isEmpty();
    }

    /** With one process allowed nothing can fork: not the script, not sshd, and not systemd, which would see to the script's end. */
    @Test
    void aHostThatRunsOutOfProcessesInAChangeUndoesItOnceItHasSome() {
        host.wants(SLOW, "state: started");

        Workspace.Running apply = host.workspace().starting("", "apply", "--yes");
        try {
            host.await(STARTING, BEGUN);
            LAB.allowProcesses(-1000);
            LocalProcess.pause(Duration.ofSeconds(5));
        } finally {
            LAB.allowAllProcesses();
        }
        Workspace.Run end = apply.end();

        assertThat(end.exitStatus()).as(end.out()).isEqualTo(3);
        assertThat(end.out())
                .contains("host252 rolled back: could not start sick.service (run ")
                .contains("because of unavailable resources")
                .contains("The host is as it was before.");
        host.await(FaultyHost.QUIET, Duration.ofSeconds(20));
        assertThat(host.touchedSince(before)).isEmpty();
    }

    @Test
    void aLineThatIsCutForGoodEndsInUnknownAndTheHostUndoesTheChange() {
        host.wants(SLOW, "state: started");
        try (FlakyLine line = FlakyLine.to(LAB)) {
            host.workspace().over(line, LAB);

            Workspace.Running apply =
                    host.workspace().starting("", "apply", "--yes", "--timeout", "2", "--confirm-timeout", "1");
            host.await(STARTING, BEGUN);
            line.freeze();
            host.await(STANDS, Duration.ofSeconds(20));
            host.await(FaultyHost.QUIET, Duration.ofSeconds(1 + 10));
            boolean saidBefore = !apply.process().isAlive();
            Workspace.Run end = apply.end();

            assertThat(saidBefore)
                    .as("converge gave up before the host had undone it")
                    .isFalse();
            assertThat(end.exitStatus()).as(end.out()).isEqualTo(4);
            assertThat(end.out())
                    .contains("host252 unknown: The host does not finish the handshake (run ")
                    .contains("The host finishes or undoes the change by itself.")
                    .contains("To see which: converge plan --limit host252");
            assertThat(host.touchedSince(before)).isEmpty();
        }
    }

    @Test
    void whatSomebodyEditsWhileTheQuestionStandsIsSeenAndNothingIsTouched() {
        LAB.write("/etc/systemd/system/sick.service", "[Service]\nExecStart=/bin/sleep 1000\n");
        LAB.exec("systemctl daemon-reload && systemctl start sick.service");

        Workspace.Running apply = host.workspace().onTerminal("apply").awaitOut(QUESTION);
        LAB.exec("echo '# by hand' >>/etc/systemd/system/sick.service");
        Snapshot edited = Snapshot.of(LAB);
        String process = LAB.property("sick.service", "MainPID");
        Workspace.Run end = apply.type("yes\n").end();

        assertThat(end.exitStatus()).isEqualTo(5);
        assertThat(end.out())
                .contains("host252 refused: the host no longer is what the plan saw; nothing was changed")
                .contains("/etc/systemd/system/sick.service now is a file of 0:0 with mode 0644")
                .contains("Look at the new plan: converge plan --limit host252");
        assertThat(host.touchedSince(edited)).isEmpty();
        assertThat(LAB.property("sick.service", "MainPID")).isEqualTo(process);
    }

    @Test
    void ctrlCAtTheQuestionLeavesAtOnceAndNothingIsTouched() {
        Workspace.Running apply = host.workspace().onTerminal("apply").awaitOut(QUESTION);

        Workspace.Run end = apply.type(CTRL_C).end();

        assertThat(end.exitStatus()).isEqualTo(130);
        assertThat(end.out()).endsWith("Interrupted. Nothing was changed.\r\n");
        assertThat(host.touchedSince(before)).isEmpty();
        assertThat(LAB.exec("ls -d " + FaultyHost.HOME + " 2>/dev/null || echo none"))
                .isEqualTo("none");
    }

    @Test
    void aChangeThatNobodyConfirmsBecauseConvergeWasKilledIsUndone() {
        Workspace.Running apply = host.workspace().starting("", "apply", "--yes", "--confirm-timeout", "4");
        host.await("systemctl is-active --quiet sick.service", Duration.ofSeconds(20));
        apply.signal("KILL").end();
        host.await("! systemctl is-active --quiet sick.service", Duration.ofSeconds(5 + 4 + 10));
        host.await(FaultyHost.QUIET, Duration.ofSeconds(5));
        Workspace.Run next = host.workspace().converge("plan");

        assertThat(host.touchedSince(before)).isEmpty();
        assertThat(next.exitStatus()).isZero();
        assertThat(next.out()).contains("2 changes, 3 jobs");
    }

    @Test
    void aHostWhoseOpenRunMayBeUndoneIsNotSaidToBeInSync() {
        Workspace.Running apply = host.workspace().starting("", "apply", "--yes", "--confirm-timeout", "15");
        host.await(STANDS, Duration.ofSeconds(30));
        apply.signal("KILL").end();
        Workspace.Run plan = host.workspace().converge("plan", "--detailed-exitcode");
        Workspace.Run second = host.workspace().converge("apply", "--yes");
        host.await(FaultyHost.QUIET, Duration.ofSeconds(15 + 5 + 10));
        Workspace.Run later = host.workspace().converge("apply", "--yes");

        assertThat(plan.out())
                .contains("host252 (systemd 252): in sync")
                .containsPattern("run \\S+ is not over on this host");
        assertThat(plan.exitStatus()).isEqualTo(2);
        assertThat(second.out())
                .contains("host252 failed: Another run is changing the host")
                .contains("Plan again in a minute.");
        assertThat(second.exitStatus()).isEqualTo(3);
        assertThat(later.out()).contains("host252 done: 2 changes, 3 jobs");
        assertThat(later.exitStatus()).isZero();
    }

    /** From the first connection to the last report, with a change that takes as long as converge needs. */
    @Test
    void wheneverConvergeIsKilledTheHostIsOldOrNewSoonAfter() {
        System.out.println("converge is killed at " + KILLS + " random times, -Dconverge.fault.seed=" + SEED);
        Random random = new Random(SEED);
        host.wants("[Service]\nExecStart=/bin/sleep infinity\n", "");
        long begin = System.nanoTime();
        Workspace.Run undisturbed = host.workspace().converge("apply", "--yes", "--confirm-timeout", "2");
        Duration longest = Duration.ofNanos(System.nanoTime() - begin);
        assertThat(undisturbed.exitStatus()).as(undisturbed.out()).isZero();
        Snapshot after = Snapshot.of(LAB);

        int landed = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            host.forget();
            Duration moment = longest.multipliedBy(random.nextInt(250, 1000)).dividedBy(1000);
            Workspace.Running apply = host.workspace().starting("", "apply", "--yes", "--confirm-timeout", "2");
            LocalProcess.pause(moment);
            // It may have ended just now.
            apply.process().destroyForcibly();
            apply.end();
            host.await(FaultyHost.QUIET, Duration.ofSeconds(2 + 10));

            boolean old = host.touchedSince(before).isEmpty();
            boolean changed = host.touchedSince(after).isEmpty();
            assertThat(old || changed)
                    .as("kill %s after %s, seed %s: %s", kill, moment, SEED, host.touchedSince(before))
                    .isTrue();
            landed += changed ? 1 : 0;
        }
        System.out.println(landed + " of " + KILLS + " changes had landed");
    }

    @Test
    void aScriptThatIsKilledOnTheHostIsUndoneAtOnceAndSaidSo() {
        host.wants(SLOW, "state: started");

        Workspace.Running apply = host.workspace().starting("", "apply", "--yes");
        host.await(STARTING, BEGUN);
        LAB.exec("systemctl kill --signal=KILL converge-txn.service");
        Workspace.Run end = apply.end();

        assertThat(end.exitStatus()).isEqualTo(3);
        assertThat(end.out())
                .contains("host252 rolled back: could not finish the change (run ")
                .contains("it was cut off")
                .contains("The host is as it was before.");
        host.await(FaultyHost.QUIET, Duration.ofSeconds(5));
        assertThat(host.touchedSince(before)).isEmpty();
    }

    /** SIGSTOP: it neither goes on nor ends, so what PID 1's timer starts has to see to it. */
    @Test
    void aScriptThatStandsStillOnTheHostIsUndoneByTheGuard() {
        Workspace.Running apply = host.workspace().starting("", "apply", "--yes", "--confirm-timeout", "2");
        host.await("test -e " + TXN + "/touched.1001", Duration.ofSeconds(20));
        host.await("systemctl is-active --quiet sick.service", Duration.ofSeconds(5));
        host.await(STANDS + " && systemctl kill --signal=STOP converge-txn.service", Duration.ofSeconds(20));
        apply.signal("KILL").end();
        host.await(FaultyHost.QUIET, Duration.ofSeconds(2 + 15 + 15 + 20));

        assertThat(host.touchedSince(before)).isEmpty();
        assertThat(LAB.property("sick.service", "LoadState")).isEqualTo("not-found");
    }

    @Test
    void aChangeThatLocksConvergeOutIsUndoneAndTheLoginIsBack() {
        host.workspace().write("playbooks/site.yml", """
                - name: Faults
                  hosts: sick
                  units:
                    ssh.service:
                      state: started
                      on_change: restart
                      settings: { ExecStart: ["", "/usr/sbin/sshd -D -o Port=2222"] }
                """);

        Workspace.Running apply =
                host.workspace().starting("", "apply", "--yes", "--confirm-timeout", "4", "--timeout", "3");
        host.await(STANDS, Duration.ofSeconds(30));
        host.await("! test -e " + TXN, Duration.ofSeconds(4 + 5));
        Workspace.Run plan = host.workspace().converge("plan");
        Workspace.Run end = apply.end();

        assertThat(plan.exitStatus()).as(plan.out()).isZero();
        assertThat(end.exitStatus()).isEqualTo(3);
        assertThat(end.out())
                .contains("host252 rolled back: could not get the confirmation (run ")
                .contains("nobody could log in and confirm the change within 4 s")
                .contains("The host is as it was before.");
        assertThat(host.touchedSince(before)).isEmpty();
        assertThat(LAB.property("ssh.service", "ActiveState")).isEqualTo("active");
    }

    @Test
    void aSecondOperatorIsToldWhoIsAtWorkAndChangesNothing() {
        host.wants(SLOW, "state: started");

        Workspace.Running first = host.workspace().starting("", "apply", "--yes");
        host.await(STARTING, BEGUN);
        Workspace.Run look = host.workspace().converge("plan");
        host.wants(SLOW + "Nice=5\n", "state: started");
        Workspace.Run second = host.workspace().converge("apply", "--yes");
        Workspace.Run end = first.end();

        assertThat(look.out()).containsPattern("host252: run \\S+ is not over on this host: it goes on at this moment");
        assertThat(second.exitStatus()).isEqualTo(3);
        assertThat(second.out())
                .contains("host252 failed: Another run is changing the host")
                .containsPattern("run \\S+ by \\S+ since 20\\d\\d-")
                .contains("Wait until it is done, then plan again.");
        assertThat(end.exitStatus()).as(end.out()).isZero();
        assertThat(LAB.property("sick.service", "ActiveState")).isEqualTo("active");
    }

    @Test
    void whatSomebodyEditsWhileAChangeIsMadeIsKept() {
        host.wants("[Service]\nExecStartPre=/bin/sleep 3\nExecStart=/bin/false\n", "state: started");

        Workspace.Running apply = host.workspace().starting("", "apply", "--yes");
        host.await(STARTING, BEGUN);
        LAB.exec("echo '# by hand' >>/etc/systemd/system/sick.service");
        Workspace.Run end = apply.end();

        assertThat(end.exitStatus()).isEqualTo(3);
        assertThat(end.out())
                .contains("host252 rolled back: ")
                .contains("sick.service was edited meanwhile; the edit is kept in " + FaultyHost.HOME + "/hist/");
        assertThat(host.touchedSince(before)).isEmpty();
        assertThat(LAB.exec("tail -n 1 " + FaultyHost.HOME + "/hist/*/*.edited"))
                .isEqualTo("# by hand");
    }
}
