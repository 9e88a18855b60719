package dev.converge.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.converge.diff.Change;
import dev.converge.diff.Reason;
import dev.converge.host.HostName;
import dev.converge.plan.HostPlan;
import dev.converge.plan.Job;
import dev.converge.plan.UserPlan;
import dev.converge.unit.Content;
import dev.converge.unit.FileMode;
import dev.converge.unit.FileState;
import dev.converge.unit.HealthGate;
import dev.converge.unit.HostPath;
import dev.converge.unit.Manifest;
import dev.converge.unit.Owner;
import dev.converge.unit.PlayName;
import dev.converge.unit.Seen;
import dev.converge.unit.SystemdVersion;
import dev.converge.unit.TimeSpan;
import dev.converge.unit.UnitName;
import dev.converge.unit.UserAccount;
import dev.converge.unit.UserName;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class PlanTextTest {

    private static final Reason REASON = new Reason("why\nnot");
    private static final PlayName PLAY = new PlayName("tank");
    private static final UnitName UNIT = new UnitName("a\\x2db@1.service");

    private static final HealthGate GATE = new HealthGate(TimeSpan.ofSeconds(10), TimeSpan.ofSeconds(60));

    private static HostPlan plan(List<Change> changes, List<Job.Stop> stops, List<Job> jobs, List<UnitName> removed) {
        return new HostPlan(
                new HostName("tank1"),
                Optional.of(new SystemdVersion(252)),
                stops,
                changes,
                jobs,
                removed,
                Manifest.NONE,
                List.of());
    }

    private static String text(HostPlan plan) {
        return PlanText.of(plan, header(Optional.empty()));
    }

    private static PlanText.Header header(Optional<Path> root) {
        return new PlanText.Header("run-1", "me", root, Duration.ofSeconds(30), Duration.ofMinutes(2));
    }

    private static byte[] contents(String text) {
        String encoded = text.substring(text.indexOf("\ncontent "));
        return Base64.getMimeDecoder().decode(encoded.substring(encoded.indexOf('\n', 1)));
    }

    @Test
    void aPlanIsALineForEachFactAndAllContentsAtTheEnd() {
        FileState file = new FileState.Regular(Content.of("new"), new FileMode(0640), new Owner(0, 33));
        HostPlan plan = plan(
                List.of(
                        new Change.Creation(new HostPath("/etc/tank env"), file, REASON, PLAY),
                        new Change.Update(
                                new HostPath("/etc/systemd/system/x.service"),
                                new FileState.Link("/dev/null"),
                                new FileState.Link(" a ' b"),
                                REASON,
                                PLAY),
                        new Change.Deletion(new HostPath("/run/systemd/system/y.service"), file, REASON, PLAY)),
                List.of(new Job.Stop(UNIT, true, REASON), new Job.Stop(new UnitName("c.service"), false, REASON)),
                List.of(
                        new Job.DaemonReload(REASON),
                        new Job.DaemonReexec(REASON),
                        new Job.ResetFailed(UNIT, REASON),
                        new Job.Start(UNIT, Optional.of(GATE), REASON),
                        new Job.Restart(UNIT, REASON),
                        new Job.Reload(UNIT, REASON)),
                List.of(UNIT, new UnitName("t@.service")));

        String text = text(plan);

        String hash = Content.of("new").sha256();
        assertThat(text).isEqualTo("""
                        converge-transaction 1
                        run run-1
                        by me
                        root\s
                        confirm 30
                        limit 120
                        file /etc/tank env
                        from -
                        to f:640:0:33:%1$s
                        size 3
                        path /etc/systemd/system/x.service
                        from l:/dev/null
                        to l: a ' b
                        size 0
                        path /run/systemd/system/y.service
                        from f:640:0:33:%1$s
                        to -
                        size 0
                        manifest %2$s 20
                        stop whole a\\x2db@1.service
                        stop plain c.service
                        job daemon-reload
                        job daemon-reexec
                        job reset-failed a\\x2db@1.service
                        job start a\\x2db@1.service
                        job restart a\\x2db@1.service
                        job reload a\\x2db@1.service
                        health 10 60 a\\x2db@1.service
                        removed a\\x2db@1.service
                        about plays tank
                        about changes 3
                        about jobs 8
                        content 23
                        bmV3Y29udmVyZ2UtbWFuaWZlc3QgMQo=
                        """.formatted(
                        hash, Content.of("converge-manifest 1\n").sha256()));
    }

    @Test
    void whatThePlanRestsOnStandsInFrontOfThePathsAndThatOfUsersWithTheirJobs() {
        UserAccount anna = new UserAccount(new UserName("anna"), 1000, 1001, new HostPath("/home/anna"));
        Seen seen = new Seen(
                Optional.of("ab".repeat(32)),
                List.of(
                        new Seen.Unit(UNIT, Optional.empty(), true),
                        new Seen.Unit(new UnitName("c.service"), Optional.empty(), false),
                        new Seen.Unit(UNIT, Optional.of(anna.name()), false)));
        HostPlan plan = new HostPlan(
                new HostName("tank1"),
                Optional.of(new SystemdVersion(252)),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(new UserPlan(anna, List.of(), List.of(new Job.Start(UNIT, REASON)), List.of())),
                Manifest.NONE,
                Optional.of(seen),
                List.of());

        String text = text(plan);

        assertThat(text).contains("\nsystemd 252\nwas " + "ab".repeat(32) + """

                        saw up a\\x2db@1.service
                        saw down c.service
                        user anna 1000:1001 /home/anna
                        manifest""", """
                        of anna
                        saw down a\\x2db@1.service
                        job start a\\x2db@1.service
                        about""");
    }

    @Test
    void aHostWithoutAManifestIsSaidToHaveNone() {
        HostPlan plan = new HostPlan(
                new HostName("tree"),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Manifest.NONE,
                Optional.of(new Seen(Optional.empty(), List.of())),
                List.of());

        assertThat(text(plan)).contains("\nlimit 120\nwas -\nmanifest");
    }

    @Test
    void contentsMayBeAnyBytes() {
        long seed = 20_261_122;
        byte[] bytes = new byte[100_000];
        new Random(seed).nextBytes(bytes);
        FileState file = new FileState.Regular(Content.of(bytes), FileMode.UNIT_FILE, Owner.ROOT);
        Change change = new Change.Creation(new HostPath("/etc/random"), file, REASON, PLAY);

        String text = text(plan(List.of(change), List.of(), List.of(), List.of()));

        assertThat(text).contains("\nsize 100000\n");
        assertThat(Arrays.copyOf(contents(text), bytes.length))
                .as("seed %s", seed)
                .isEqualTo(bytes);
        assertThat(text.lines().skip(10)).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
    }

    @Test
    void aDirectoryTreeIsNamedByItsFullPath() {
        HostPlan plan = plan(List.of(), List.of(), List.of(), List.of());

        String text = PlanText.of(plan, header(Optional.of(Path.of("/srv/../srv/image one/."))));

        assertThat(text).contains("\nroot /srv/image one\n");
    }

    @Test
    void whatCannotStandInALineIsABug() {
        Change change = new Change.Creation(new HostPath("/etc/x"), new FileState.Link("a\nto -"), REASON, PLAY);
        Change directory = new Change.Deletion(new HostPath("/etc/x"), new FileState.Directory(), REASON, PLAY);

        HostPlan broken = plan(List.of(change), List.of(), List.of(), List.of());
        HostPlan wrong = plan(List.of(directory), List.of(), List.of(), List.of());

        assertThatThrownBy(() -> text(broken)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> text(wrong)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theScriptBeginsWithABlankLineAndEndsWithThePlan() {
        HostPlan plan = plan(List.of(), List.of(), List.of(), List.of());

        String script = Transaction.treeScript(plan, "run-1", Path.of("/srv"), "0123abcd");

        assertThat(script)
                .startsWith("\n# Carries out the plan of one host")
                .contains("\ntransact 0123abcd <<'0123abcd'\nconverge-transaction 1\n")
                .endsWith("\n0123abcd\n")
                .isEqualTo(new String(script.getBytes(StandardCharsets.US_ASCII), StandardCharsets.US_ASCII));
    }
}
