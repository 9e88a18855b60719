package dev.converge.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A change of a host that has something wrong with it: what the operator is told, and that the host is whole in the end. */
final class HostFaultsIT {

    private static final LabHost LAB = LabHosts.fresh(Release.DEBIAN12);
    private static final String UNITS = "/etc/systemd/system";
    private static final String LINK_DROP_INS = "mkdir /opt/behind && ln -s /opt/behind " + UNITS + "/sick.service.d";
    private static final String UNLINK_DROP_INS = "rmdir /opt/behind && rm " + UNITS + "/sick.service.d";
    private static final String IDLE = "[Service]\nExecStart=/bin/sleep infinity\n";

    /** The directory of units on a file system of its own, with no more room than a test leaves. */
    private static final String COPY = "rm -rf /tmp/units && cp -a " + UNITS + " /tmp/units";

    private static final String UNMOUNT = "umount " + UNITS + " && systemctl daemon-reload";

    /** With 1 all levels are tried. */
    private static final int STEP = Integer.getInteger("converge.fault.step", 9);

    @TempDir
    Path folder;

    private FaultyHost host;

    @BeforeEach
    void reachTheHost() {
        host = FaultyHost.of(LAB, folder);
        host.forget();
    }

    @AfterEach
    void nothingStandsBy() {
        host.await(FaultyHost.QUIET, Duration.ofSeconds(20));
        host.forget();
    }

    @Test
    void howeverFullTheDiskIsTheChangeLandsWholeOrNotAtAll() {
        host.wants(IDLE, "");

        List<FaultyHost.Attempt> attempts = untilApplied(blocks -> COPY + " && mount -t tmpfs -o size=2M none " + UNITS
                + " && cp -a /tmp/units/. " + UNITS + "; head -c 3M /dev/zero >" + UNITS + "/.fill 2>/dev/null;"
                + " truncate -s -" + blocks * 4096 + " " + UNITS + "/.fill");

        assertThat(attempts).hasSizeGreaterThan(4);
        assertThat(attempts.getFirst().run().out())
                .contains("host252 failed: The change could not be prepared")
                .contains("No space left on device")
                .contains("Nothing was changed.");
    }

    @Test
    void howeverFewInodesAreLeftTheChangeLandsWholeOrNotAtAll() {
        host.wants(IDLE, "");

        List<FaultyHost.Attempt> attempts =
                untilApplied(inodes -> COPY + " && n=$(find /tmp/units | wc -l) && mount -t tmpfs -o nr_inodes=$((n + "
                        + inodes + ")) none " + UNITS + " && cp -a /tmp/units/. " + UNITS);

        assertThat(attempts).hasSizeGreaterThan(4);
        assertThat(attempts.getFirst().run().out())
                .contains("host252 failed: The change could not be prepared")
                .contains("No space left on device")
                .contains("Nothing was changed.");
    }

    @Test
    void aReadOnlyFileSystemIsNamedAndNothingIsChanged() {
        FaultyHost.Attempt attempt = host.applyDuring(
                "mount --bind " + UNITS + " " + UNITS + " && mount -o remount,ro,bind " + UNITS, UNMOUNT);

        assertThat(attempt.run().exitStatus()).isEqualTo(3);
        assertThat(attempt.run().out())
                .contains("host252 failed: The change could not be prepared")
                .contains("Read-only file system")
                .contains("Nothing was changed.");
        assertThat(attempt.touched()).isEmpty();
    }

    @Test
    void anImmutableDirectoryIsNamedAndNothingIsChanged() {
        FaultyHost.Attempt attempt = host.applyDuring(() -> LAB.chattr("+i", UNITS), () -> LAB.chattr("-i", UNITS));

        assertThat(attempt.run().exitStatus()).isEqualTo(3);
        assertThat(attempt.run().out())
                .contains("host252 failed: The change could not be prepared")
                .contains("cannot create directory '" + FaultyHost.HOME + "': Operation not permitted")
                .contains("Nothing was changed.");
        assertThat(attempt.touched()).isEmpty();
    }

    @Test
    void anImmutableFileIsNamedAndTheServiceRunsOnAsBefore() {
        LAB.write(UNITS + "/sick.service", "[Service]\nExecStart=/bin/sleep 1000\n");
        LAB.exec("systemctl daemon-reload && systemctl start sick.service");
        String process = LAB.property("sick.service", "MainPID");

        FaultyHost.Attempt attempt = host.applyDuring(
                () -> LAB.chattr("+i", UNITS + "/sick.service"), () -> LAB.chattr("-i", UNITS + "/sick.service"));

        assertThat(attempt.run().exitStatus()).isEqualTo(3);
        assertThat(attempt.run().out())
                .contains("host252 rolled back: could not write /etc/systemd/system/sick.service (run ")
                .contains("Operation not permitted")
                .contains("The host is as it was before.");
        assertThat(attempt.touched()).isEmpty();
        assertThat(LAB.property("sick.service", "MainPID")).isEqualTo(process);
    }

    @Test
    void aDropInDirectoryThatIsALinkIsInTheWayAndNothingIsWrittenBehindIt() {
        FaultyHost.Attempt attempt = host.applyDuring(LINK_DROP_INS, UNLINK_DROP_INS);

        assertThat(attempt.run().exitStatus()).isEqualTo(3);
        assertThat(attempt.run().out())
                .contains("host252 failed: The host cannot become what is declared")
                .contains(
                        "/etc/systemd/system/sick.service.d: it is a link to /opt/behind, and zz-converge.conf would be")
                .contains("remove the link: rm /etc/systemd/system/sick.service.d");
        assertThat(attempt.touched()).isEmpty();
    }

    @Test
    void aDropInDirectoryThatBecomesALinkAfterThePlanIsRefused() {
        host.workspace().converge("plan", "-o", "saved.json");

        FaultyHost.Attempt attempt = host.applyDuring(LINK_DROP_INS, UNLINK_DROP_INS, "--plan", "saved.json");

        assertThat(attempt.run().exitStatus()).isEqualTo(5);
        assertThat(attempt.run().out())
                .contains("host252 refused: ")
                .contains("zz-converge.conf lies below the symbolic link /etc/systemd/system/sick.service.d");
        assertThat(attempt.touched()).isEmpty();
    }

    @Test
    void aHostWithoutProcessesLeftSaysSoAndIsPlannedOnceItHasSome() {
        // Enough for a login, sudo and a shell.
        LAB.allowProcesses(5);

        Workspace.Run full;
        try {
            full = host.workspace().converge("plan", "--timeout", "4");
        } finally {
            LAB.allowAllProcesses();
        }
        Workspace.Run again = host.workspace().converge("plan");

        assertThat(full.exitStatus()).isEqualTo(3);
        assertThat(full.out())
                .contains("host252 failed: The host has no processes left")
                .contains("Cannot fork")
                .contains("See what took them");
        assertThat(again.exitStatus()).as(again.out()).isZero();
    }

    @Test
    void withoutDbusAChangeLandsAsPlanned() {
        FaultyHost.Attempt attempt =
                host.applyDuring("systemctl stop dbus.socket dbus.service", "systemctl start dbus.socket");

        assertThat(attempt.run().exitStatus()).as(attempt.run().out()).isZero();
        assertThat(LAB.property("sick.service", "ActiveState")).isEqualTo("active");
    }

    @Test
    void aServiceThatCannotStartIsUndoneWithItsLastLogLines() {
        host.wants("[Service]\nExecStart=/bin/sh -c 'echo no licence found; exit 7'\n", "state: started");

        FaultyHost.Attempt attempt = host.applyDuring("true", "true");

        assertThat(attempt.run().exitStatus()).isEqualTo(3);
        assertThat(attempt.run().out())
                .contains("host252 rolled back: could not keep sick.service running (run ")
                .contains("no licence found")
                .contains("status=7")
                .contains("The host is as it was before.");
        assertThat(attempt.touched()).isEmpty();
        assertThat(LAB.property("sick.service", "LoadState")).isEqualTo("not-found");
    }

    @Test
    void aServiceThatLoopsFromItsThirdSecondOnIsUndone() {
        host.wants("[Service]\nExecStart=/bin/sleep 3\nRestart=always\n", "state: started");

        FaultyHost.Attempt attempt = host.applyDuring("true", "true");

        assertThat(attempt.run().exitStatus()).isEqualTo(3);
        assertThat(attempt.run().out())
                .contains("host252 rolled back: could not keep sick.service running (run ")
                .contains("The host is as it was before.");
        assertThat(attempt.touched()).isEmpty();
    }

    /** Nobody watches any longer: the change was good for as long as it was looked at. */
    @Test
    void aServiceThatDiesAfterTheChangeIsClosedIsInTheNextPlan() {
        host.wants("[Service]\nExecStart=/bin/sh -c 'sleep 8; exit 7'\n", "state: started");

        Workspace.Run apply = host.workspace().converge("apply", "--yes");
        LAB.awaitState("sick.service", "failed", Duration.ofSeconds(20));
        Workspace.Run next = host.workspace().converge("plan", "--detailed-exitcode");

        assertThat(apply.exitStatus()).as(apply.out()).isZero();
        assertThat(next.exitStatus()).isEqualTo(2);
        assertThat(next.out()).contains("start sick.service  state: started, but it is failed");
    }

    /** What leaves so much room. */
    @FunctionalInterface
    private interface Room {
        String of(int left);
    }

    /** More and more room, until the change lands. */
    private List<FaultyHost.Attempt> untilApplied(Room room) {
        List<FaultyHost.Attempt> attempts = Stream.iterate(0, left -> left + STEP)
                .map(left -> attempt(room.of(left), left))
                .takeWhile(attempt -> attempt.run().exitStatus() != 0)
                .limit(300)
                .toList();
        assertThat(attempts).as("it landed in the end").hasSizeLessThan(300);
        return attempts;
    }

    private FaultyHost.Attempt attempt(String fault, int left) {
        FaultyHost.Attempt attempt = host.applyDuring(fault, UNMOUNT);
        String report = left + " left: " + attempt.run().out() + attempt.run().err();
        assertThat(attempt.run().exitStatus()).as(report).isIn(0, 3);
        if (attempt.run().exitStatus() == 3) {
            assertThat(attempt.touched()).as(report).isEmpty();
            assertThat(attempt.run().out()).as(report).containsAnyOf("Nothing was changed.", "as it was before.");
        }
        return attempt;
    }
}
