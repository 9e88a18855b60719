package dev.converge.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.converge.e2e.CrashScene.Allowed;
import dev.converge.e2e.CrashScene.Ended;
import dev.converge.e2e.CrashScene.Found;
import dev.converge.e2e.Strike.How;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A host that loses its power in the middle of a change, and with it what lay in /run, what its disk had not yet written, or then the
 * recovery of the boot. {@link CrashPointsIT} does the same everywhere in a change; these are the points that have a name.
 *
 * <p>By default on one release in turn, and with a sample of the copies of the disk.
 */
@ParameterizedClass
@MethodSource("releases")
final class PowerFaultsIT {

    private static final Disk DISK = Disk.valueOf(System.getProperty("converge.lostwrites.disk", "EXT4"));
    private static final String WANTED = System.getProperty("converge.lostwrites", "10");

    /** Of some 40 commands. */
    private static final int MIDDLE_OF_RECOVERY = 20;

    private static final Map<Release, Struck> STRUCK = new EnumMap<>(Release.class);

    private final Release release;
    private final CrashScene scene;
    private final Allowed allowed;

    private record Struck(CrashScene scene, Allowed allowed) {
        static Struck lay(Release release) {
            CrashScene scene = CrashScene.lay(release, DISK);
            return new Struck(scene, scene.undisturbed(Strike.COPY_EACH));
        }
    }

    /** All tests of a release strike one host. */
    PowerFaultsIT(Release release) {
        this.release = release;
        Struck struck = STRUCK.computeIfAbsent(release, Struck::lay);
        scene = struck.scene;
        allowed = struck.allowed;
    }

    static Stream<Release> releases() {
        return Release.inTurn(System.getProperty("converge.crashpoints.releases", ""));
    }

    @AfterAll
    static void end() {
        STRUCK.values().forEach(struck -> struck.scene.close());
    }

    /** Target, staged file and backup of such a path go with /run, all three. */
    @Test
    void aPowerCutWithAPathInRunAmongTheChangesIsUndone() {
        List<String> swapped = allowed.commands().subList(0, CrashPoints.done(allowed.commands()));

        Found found = scene.find(allowed, CrashPoint.of(cutWhenAllIsDone()));

        assertThat(swapped).anyMatch(command -> command.endsWith(" /run/crash/changed.conf"));
        assertThat(found.ended()).as(found.detail()).isEqualTo(Ended.OLD);
        assertThat(found.detail()).startsWith("told RolledBack[").contains("the host was restarted meanwhile");
    }

    /** What comes after the unit of the boot, its {@code ExecStopPost=}, has the other half to undo. */
    @Test
    void aRecoveryOfTheBootThatIsKilledIsTakenUpAgain() {
        CrashPoint killed = new CrashPoint(cutWhenAllIsDone(), new Strike(How.KILL_BEFORE, MIDDLE_OF_RECOVERY));

        Found found = scene.find(allowed, killed);

        assertThat(scene.log(2)).hasSize(MIDDLE_OF_RECOVERY);
        assertThat(scene.log(2).getLast()).contains(" mv ");
        assertThat(found.ended()).as(found.detail()).isEqualTo(Ended.OLD);
    }

    @Test
    void whateverADiskHadNotWrittenInAPowerCutTheHostEndsOldOrNew() {
        List<DiskCopy> all = scene.copies();
        List<DiskCopy> copies = DiskCopy.distinct(all);
        List<Found> found = new ArrayList<>();
        CrashLog.line(release + ": " + DISK + " " + all.size() + " copies, " + copies.size() + " differ");

        for (DiskCopy copy : sample(copies)) {
            found.add(CrashLog.found(release, scene.find(allowed, copy)));
        }

        CrashLog.numbers(release, found);
        assertThat(all).hasSize(allowed.commands().size() + 1);
        assertThat(found).filteredOn(each -> each.ended() == Ended.WRONG).isEmpty();
        assertThat(found.getLast().ended()).isIn(Ended.NEW, Ended.NEW_ONCE_SWEPT);
    }

    /** All that is left to do is to ask for the confirmation, so all is to be undone. */
    private Strike cutWhenAllIsDone() {
        return new Strike(How.POWER_CUT_BEFORE, CrashPoints.done(allowed.commands()));
    }

    /** Every n-th, and the last: the one after converge had told that the change stands. */
    private static List<DiskCopy> sample(List<DiskCopy> copies) {
        int every = WANTED.equals("all") ? 1 : Integer.parseInt(WANTED);
        int last = copies.size() - 1;
        int first = CrashPoints.turn(every);
        return IntStream.range(0, copies.size())
                .filter(at -> at % every == first || at == last)
                .mapToObj(copies::get)
                .toList();
    }
}
