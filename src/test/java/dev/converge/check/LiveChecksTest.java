package dev.converge.check;

import static dev.converge.finding.Finding.Severity.ERROR;
import static dev.converge.finding.Finding.Severity.INFO;
import static dev.converge.finding.Finding.Severity.WARNING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.converge.check.LiveHost.Facts;
import dev.converge.finding.Finding;
import dev.converge.finding.FindingCode;
import dev.converge.observed.JournalCounts.Starts;
import dev.converge.unit.UserName;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What only live numbers and the journal show. */
final class LiveChecksTest {

    private static final long GIB = 1L << 30;

    private final LiveHost host = new LiveHost();

    @Test
    void aHostInOrderHasNoFinding() {
        host.service(new Facts("ssh.service"));

        assertThat(host.sweep().findings()).isEmpty();
        assertThat(host.sweep().missing()).isEmpty();
    }

    @Test
    void theLoopOfTheSecondIncidentIsAnErrorWithItsPaceAndItsEnd() {
        host.file("/etc/systemd/system/polyscan.service", "[Service]\nExecStart=/x\nRestart=always\nRestartSec=3\n")
                .service(new Facts("polyscan.service")
                        .state("activating", "auto-restart")
                        .restarts(320_245))
                .starts("polyscan.service", new Starts(28_800, 28_800, 1200, 1200, 100, false));

        Finding loop = host.only(FindingCode.CRASH_LOOP);

        assertThat(loop.severity()).isEqualTo(ERROR);
        assertThat(loop.confidence()).isEqualTo(Finding.Confidence.CERTAIN);
        assertThat(loop.message())
                .isEqualTo(
                        "polyscan.service is in a loop: started 1200 times in the last hour, 28800 times in the last 24 h, of which it failed"
                                + " 28800 times; 320245 automatic restarts since it was last started by hand. No start limit ends it: 5 starts x 3s ="
                                + " 15s, longer than the window of 10s: the limit is never reached. At 1200 starts an hour, if each leaves one process"
                                + " behind, its TasksMax=4915 is used up in 4 h 5 min.");
        assertThat(loop.remedy()).contains("systemctl stop polyscan.service", "declare 'restart: {");
    }

    @Test
    void aLoopThatTheStartLimitEndedIsAWarningBesideTheFailedUnit() {
        host.service(new Facts("web.service")
                        .state("failed", "failed")
                        .result("exit-code")
                        .restarts(5))
                .starts("web.service", new Starts(6, 6, 6, 6, 0, false));

        assertThat(host.only(FindingCode.CRASH_LOOP).severity()).isEqualTo(WARNING);
        assertThat(host.only(FindingCode.FAILED_UNIT).severity()).isEqualTo(ERROR);
    }

    @Test
    void aLoopOfStartsByHandDoesNotHide() {
        host.file("/etc/systemd/system/web.service", "[Unit]\nDocumentation=man:x\n[Service]\nExecStart=/x\n")
                .service(new Facts("web.service").memoryMax(GIB))
                .starts("web.service", new Starts(60, 0, 60, 0, 5, false));

        Finding loop = host.only(FindingCode.CRASH_LOOP);

        assertThat(loop.severity()).isEqualTo(WARNING);
        assertThat(loop.confidence()).isEqualTo(Finding.Confidence.POSSIBLE);
    }

    @Test
    void whatATimerStartsIsNoLoop() {
        host.file(
                        "/etc/systemd/system/job.service",
                        "[Unit]\nDocumentation=man:x\n[Service]\nType=oneshot\nExecStart=/x\n")
                .service(new Facts("job.service")
                        .type("oneshot")
                        .triggeredBy("job.timer")
                        .memoryMax(GIB))
                .starts("job.service", new Starts(1440, 20, 60, 20, 5, false));

        assertThat(host.sweep().findings()).isEmpty();
    }

    @Test
    void loginsThatStartAManagerAgainAndAgainAreNoLoop() {
        host.service(new Facts("user@0.service").type("notify"))
                .starts("user@0.service", new Starts(500, 0, 40, 0, 5, false));

        assertThat(host.sweep().findings()).isEmpty();
    }

    @Test
    void aServiceThatWasRestartedSometimesInAYearIsNoLoop() {
        host.service(new Facts("web.service").restarts(12).started(Duration.ofDays(3)));

        assertThat(host.sweep().findings()).isEmpty();
    }

    @Test
    void withoutAJournalTheCountOfRestartsStillTellsALoopAndWhatIsMissingIsTold() {
        host.withoutJournal()
                .service(new Facts("web.service")
                        .state("activating", "auto-restart")
                        .restarts(40));

        assertThat(host.only(FindingCode.CRASH_LOOP).severity()).isEqualTo(ERROR);
        assertThat(host.sweep().missing()).singleElement().asString().contains("journal");
    }

    @Test
    void aLoopOfStartsByHandThatIsSeenToGoOnIsAnError() {
        host.file("/etc/systemd/system/web.service", "[Unit]\nDocumentation=man:x\n[Service]\nExecStart=/x\n")
                .service(new Facts("web.service").memoryMax(GIB))
                .starts("web.service", new Starts(60, 0, 60, 0, 5, false))
                .seenToStart("web.service", 1, 0);

        Finding loop = host.only(FindingCode.CRASH_LOOP);

        assertThat(loop.severity()).isEqualTo(ERROR);
        assertThat(loop.confidence()).isEqualTo(Finding.Confidence.LIKELY);
        assertThat(loop.message())
                .startsWith("web.service is in a loop: started 60 times in the last hour, 60 times in the last 24 h;"
                        + " started anew once in the 6 s that the host was looked at.");
    }

    @Test
    void withoutAJournalStartsByHandAreALoopFromThreeWithinSecondsOn() {
        host.withoutJournal()
                .file("/etc/systemd/system/web.service", "[Unit]\nDocumentation=man:x\n[Service]\nExecStart=/x\n")
                .service(new Facts("web.service").memoryMax(GIB))
                .seenToStart("web.service", 2, 0);
        Sweep deployed = host.sweep();

        Finding loop = host.seenToStart("web.service", 5, 0).only(FindingCode.CRASH_LOOP);

        assertThat(deployed.findings()).isEmpty();
        assertThat(loop.severity()).isEqualTo(ERROR);
        assertThat(loop.confidence()).isEqualTo(Finding.Confidence.LIKELY);
        assertThat(loop.message())
                .isEqualTo(
                        "web.service is in a loop: started anew 5 times in the 6 s that the host was looked at. At 3000 starts an hour, if each"
                                + " leaves one process behind, its TasksMax=4915 is used up in 1 h 38 min.");
        assertThat(loop.evidence())
                .containsEntry("starts-seen", "5 in 6 s")
                .containsEntry("starts-per-hour", "3000")
                .containsEntry("journal", "could not be read");
        assertThat(loop.remedy()).startsWith("find who starts it");
    }

    @Test
    void whatComesAndGoesWhileItIsLookedAtIsNoLoop() {
        host.withoutJournal()
                .file(
                        "/etc/systemd/system/job.service",
                        "[Unit]\nDocumentation=man:x\n[Service]\nType=oneshot\nExecStart=/x\n")
                .file("/etc/systemd/system/web.service", "[Unit]\nDocumentation=man:x\n[Service]\nExecStart=/x\n")
                .service(new Facts("job.service").type("oneshot").memoryMax(GIB))
                .service(new Facts("web.service").triggeredBy("web.socket").memoryMax(GIB))
                .service(new Facts("packaged.service"))
                .seenToStart("job.service", 5, 0)
                .seenToStart("web.service", 5, 0)
                .seenToStart("packaged.service", 5, 0);

        assertThat(host.sweep().findings()).isEmpty();
    }

    @Test
    void aDeploymentThatRestartsOnceWhileTheHostIsLookedAtIsNoLoop() {
        host.file("/etc/systemd/system/web.service", "[Unit]\nDocumentation=man:x\n[Service]\nExecStart=/x\n")
                .service(new Facts("web.service").memoryMax(GIB))
                .starts("web.service", new Starts(2, 0, 1, 0, 1, false))
                .seenToStart("web.service", 1, 0);

        assertThat(host.sweep().findings()).isEmpty();
    }

    @Test
    void whatSystemdRestartedIsNotHeldAgainstOthers() {
        host.withoutJournal()
                .file("/etc/systemd/system/web.service", "[Unit]\nDocumentation=man:x\n[Service]\nExecStart=/x\n")
                .service(new Facts("web.service").memoryMax(GIB).restarts(4))
                .seenToStart("web.service", 3, 3);

        assertThat(host.sweep().findings()).isEmpty();
    }

    @Test
    void aFailedUnitTellsSinceWhenAndHow() {
        host.service(new Facts("web.service")
                .state("failed", "failed")
                .result("signal")
                .exit(true, 9)
                .changed(Duration.ofMinutes(192)));

        Finding failed = host.only(FindingCode.FAILED_UNIT);

        assertThat(failed.message())
                .isEqualTo(
                        "web.service failed 3 h 12 min ago (signal): its main process was ended by signal KILL (9).");
        assertThat(failed.evidence()).containsEntry("signal", "KILL (9)").containsEntry("failed-for", "3 h 12 min");
    }

    @Test
    void aFailedUnitOfAUserIsToldAsTheirs() {
        host.failedOf("alice", "sync.service");

        Finding failed = host.only(FindingCode.FAILED_UNIT);

        assertThat(failed.user()).contains(new UserName("alice"));
        assertThat(failed.remedy())
                .contains("sudo -u alice XDG_RUNTIME_DIR=/run/user/1234 systemctl --user restart sync.service");
        assertThat(host.sweep().units())
                .extracting(Sweep.UnitHealth::user, Sweep.UnitHealth::active)
                .containsExactly(tuple(Optional.of(new UserName("alice")), "failed"));
    }

    @Test
    void aUnitOfNobodyTellsWhatItRuns() {
        host.file("/etc/systemd/system/polyscan.service", "[Service]\nExecStart=/opt/polyscan --fast\n")
                .service(new Facts("polyscan.service")
                        .started(Duration.ofHours(50))
                        .memoryMax(GIB));

        Finding unknown = host.only(FindingCode.UNKNOWN_UNIT);

        assertThat(unknown.severity()).isEqualTo(WARNING);
        assertThat(unknown.message()).contains("active (running) since 2 days 2 h, runs '/opt/polyscan --fast'");
        assertThat(unknown.remedy()).endsWith("declare 'polyscan.service: { state: absent }'");
    }

    @Test
    void aUnitThatSaysWhereItIsDocumentedIsKnown() {
        host.file("/etc/systemd/system/web.service", "[Unit]\nDocumentation=https://x\n[Service]\nExecStart=/x\n")
                .service(new Facts("web.service").memoryMax(GIB));

        assertThat(host.sweep().findings()).isEmpty();
    }

    @Test
    void aLocalServiceWithoutALimitIsARemarkAndFromAQuarterOfTheMemoryOnAWarning() {
        host.file("/etc/systemd/system/a.service", "[Unit]\nDocumentation=man:x\n[Service]\nExecStart=/a\n")
                .file("/etc/systemd/system/b.service", "[Unit]\nDocumentation=man:x\n[Service]\nExecStart=/b\n")
                .service(new Facts("a.service").memory(GIB / 2))
                .service(new Facts("b.service").memory(3 * GIB))
                .service(new Facts("packaged.service").memory(3 * GIB));

        assertThat(host.sweep().findings())
                .extracting(finding -> finding.unit().orElseThrow().value(), Finding::severity, Finding::remedy)
                .containsExactly(
                        tuple(
                                "b.service",
                                WARNING,
                                "declare 'resources: { MemoryMax: 8G }', or put it into a slice that is limited"),
                        tuple(
                                "a.service",
                                INFO,
                                "declare 'resources: { MemoryMax: 1G }', or put it into a slice that is limited"));
    }

    @Test
    void theLimitOfASliceIsALimitOfWhatIsInIt() {
        host.file("/etc/systemd/system/a.service", "[Unit]\nDocumentation=man:x\n[Service]\nExecStart=/a\n")
                .slice("heavy.slice", 2 * GIB)
                .service(new Facts("a.service").slice("heavy-render.slice"));

        assertThat(host.sweep().findings()).isEmpty();
    }

    @Test
    void quotasThatAddUpToMoreThanTheMemoryAreToldAndASliceCountsOnce() {
        host.slice("heavy.slice", 2 * GIB)
                .service(new Facts("a.service").slice("heavy.slice").memoryMax(6 * GIB))
                .service(new Facts("b.service").slice("heavy.slice"))
                .service(new Facts("c.service").memoryMax(5 * GIB));

        Sweep within = host.sweep();
        Finding over = host.service(new Facts("d.service").memoryMax(3 * GIB)).only(FindingCode.QUOTA_OVERCOMMIT);

        assertThat(within.findings()).isEmpty();
        assertThat(within.budgets().getFirst().granted()).isEqualTo(7 * GIB);
        assertThat(over.evidence()).containsEntry("granted", "10G").containsEntry("total", "8G");
    }

    @Test
    void pressureIsAWarningAtTheThresholdAndAnErrorHalfWayToTheEnd() {
        assertThat(new LiveHost().tasks(25_900).sweep().findings()).isEmpty();
        assertThat(new LiveHost().tasks(26_300).only(FindingCode.PID_PRESSURE).severity())
                .isEqualTo(WARNING);
        assertThat(new LiveHost().tasks(29_600).only(FindingCode.PID_PRESSURE).severity())
                .isEqualTo(ERROR);
        assertThat(new LiveHost()
                        .available(GIB / 2)
                        .only(FindingCode.MEMORY_PRESSURE)
                        .severity())
                .isEqualTo(WARNING);
        assertThat(new LiveHost().stall(12.5).only(FindingCode.MEMORY_PRESSURE).message())
                .startsWith("In 12.5 % of");
    }

    @Test
    void aServiceAtItsOwnTasksMaxIsTold() {
        host.service(new Facts("web.service").tasks(4900));

        assertThat(host.only(FindingCode.PID_PRESSURE).unit().orElseThrow().value())
                .isEqualTo("web.service");
    }

    @Test
    void aServiceAtItsOwnMemoryMaxIsToldAndCacheDoesNotCount() {
        host.service(new Facts("full.service")
                        .memoryMax(1000 << 20)
                        .memory(990 << 20)
                        .cache(60 << 20))
                .service(new Facts("reader.service")
                        .memoryMax(1000 << 20)
                        .memory(1000 << 20)
                        .cache(700 << 20))
                .service(new Facts("untold.service").memoryMax(1000 << 20).memory(1000 << 20));

        Finding full = host.only(FindingCode.MEMORY_PRESSURE);

        assertThat(full.severity()).isEqualTo(WARNING);
        assertThat(full.message())
                .isEqualTo(
                        "full.service uses 930M of the 1000M of memory that its MemoryMax= allows (93 %), what can be"
                                + " dropped at once not counted. At the limit the kernel kills one of its processes.");
        assertThat(full.remedy()).startsWith("if it needs so much, declare 'resources: { MemoryMax: 2G }'");
        assertThat(full.evidence())
                .containsEntry("used", "930M")
                .containsEntry("MemoryMax", "1000M")
                .containsEntry("cache", "60M")
                .containsEntry("threshold", "90 %");
    }

    @Test
    void aSliceAtItsOwnLimitIsTold() {
        host.slice("heavy.slice", 2 * GIB, 2 * GIB - (50 << 20));

        Finding full = host.only(FindingCode.MEMORY_PRESSURE);

        assertThat(full.unit().orElseThrow().value()).isEqualTo("heavy.slice");
        assertThat(full.severity()).isEqualTo(ERROR);
    }

    @Test
    void ofTheProcessesOfNoUnitEachThatIsShortOfFilesIsTold() {
        host.files(7, 1000, 1024).files(8, 100, 1024).files(9, 900, 1024);

        assertThat(host.sweep().findings())
                .extracting(Finding::code, Finding::severity)
                .containsExactly(tuple(FindingCode.FD_PRESSURE, ERROR), tuple(FindingCode.FD_PRESSURE, WARNING));
    }

    @Test
    void killsForWantOfMemoryAreToldByUnit() {
        host.service(new Facts("heavy.service").memoryMax(2 * GIB)).killed("heavy.service", 3);

        Finding kill = host.only(FindingCode.OOM_KILL);

        assertThat(kill.message())
                .isEqualTo(
                        "In the last 24 h the kernel killed a process of heavy.service because memory was out, 3 times; it may use 2G.");
        assertThat(kill.remedy()).contains("MemoryMax: 4G");
    }

    @Test
    void aFullDiskUnderTheJournalIsToldAndAnEmptyDirectoryIsNoJournal() {
        host.journal("/var/log/journal", 4 * GIB, 95, 5).journal("/run/log/journal", 8192, 99, 1);

        Finding full = host.only(FindingCode.JOURNAL_DISK);

        assertThat(full.severity()).isEqualTo(ERROR);
        assertThat(full.evidence()).containsEntry("path", "/var/log/journal").containsEntry("used", "95 %");
    }
}
