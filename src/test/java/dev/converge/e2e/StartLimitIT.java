package dev.converge.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.converge.e2e.Looper.End;
import dev.converge.host.HostFailureException;
import dev.converge.observed.Probe;
import dev.converge.observed.ProbeRequest;
import dev.converge.unit.RestartVerdict;
import dev.converge.unit.UnitName;
import dev.converge.unit.UnitTree;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * What converge says of a service's restarts, compared with what comes of them: all configurations loop at the same time on a host of each
 * release. Nothing lies near the border, where chance decides; limits that end a loop have seconds to spare, because the host is busy.
 */
final class StartLimitIT {

    /** Longer than the longest pause and run together: a service that still loops starts again meanwhile. */
    private static final Duration LOOKED_AT = Duration.ofSeconds(7);

    /** In this time the slowest of the limits has ended its loop. */
    private static final Duration SETTLED = Duration.ofSeconds(28);

    /** These hold for all services that do not say it themselves. */
    private static final String MANAGER = """
            [Manager]
            DefaultStartLimitIntervalSec=20s
            DefaultStartLimitBurst=4
            """;

    private static final List<Looper> LOOPERS = List.of(
            Looper.of("restart-always-only", End.AT_ONCE, "[Service]", "Restart=always"),
            Looper.of("managers-default-is-enough", End.AT_ONCE, "[Service]", "Restart=always", "RestartSec=3"),
            Looper.of(
                    "pause-too-long",
                    End.AT_ONCE,
                    "[Unit]",
                    "StartLimitIntervalSec=10",
                    "StartLimitBurst=5",
                    "[Service]",
                    "Restart=always",
                    "RestartSec=3"),
            Looper.of(
                    "interval-in-the-wrong-section",
                    End.AT_ONCE,
                    "[Service]",
                    "Restart=always",
                    "RestartSec=3",
                    "StartLimitIntervalSec=300",
                    "StartLimitBurst=8"),
            Looper.of(
                    "interval-in-the-right-section",
                    End.AT_ONCE,
                    "[Unit]",
                    "StartLimitIntervalSec=300",
                    "[Service]",
                    "Restart=always",
                    "RestartSec=3",
                    "StartLimitBurst=5"),
            Looper.of(
                    "old-name-in-service",
                    End.AT_ONCE,
                    "[Service]",
                    "Restart=always",
                    "RestartSec=3",
                    "StartLimitInterval=300",
                    "StartLimitBurst=3"),
            Looper.of(
                    "old-name-in-unit",
                    End.AT_ONCE,
                    "[Unit]",
                    "StartLimitInterval=1min",
                    "StartLimitBurst=3",
                    "[Service]",
                    "Restart=always",
                    "RestartSec=2"),
            Looper.of(
                    "the-usual-30s-and-5-scaled-down",
                    End.AT_ONCE,
                    "[Unit]",
                    "StartLimitIntervalSec=6",
                    "StartLimitBurst=5",
                    "[Service]",
                    "Restart=always",
                    "RestartSec=2"),
            Looper.of(
                    "interval-zero",
                    End.AT_ONCE,
                    "[Unit]",
                    "StartLimitIntervalSec=0",
                    "[Service]",
                    "Restart=always",
                    "RestartSec=1"),
            Looper.of(
                    "burst-zero",
                    End.AT_ONCE,
                    "[Unit]",
                    "StartLimitBurst=0",
                    "[Service]",
                    "Restart=always",
                    "RestartSec=1"),
            Looper.of(
                    "interval-infinite",
                    End.AT_ONCE,
                    "[Unit]",
                    "StartLimitIntervalSec=infinity",
                    "StartLimitBurst=6",
                    "[Service]",
                    "Restart=always",
                    "RestartSec=2"),
            Looper.of(
                    "fails-late",
                    End.AFTER_A_WHILE,
                    "[Unit]",
                    "StartLimitIntervalSec=10",
                    "StartLimitBurst=5",
                    "[Service]",
                    "Restart=always"),
            Looper.of(
                    "fails-late-in-a-long-window",
                    End.AFTER_A_WHILE,
                    "[Unit]",
                    "StartLimitIntervalSec=60",
                    "StartLimitBurst=3",
                    "[Service]",
                    "Restart=always"),
            Looper.of(
                    "never-ready",
                    End.NEVER_READY,
                    "[Unit]",
                    "StartLimitIntervalSec=10",
                    "StartLimitBurst=6",
                    "[Service]",
                    "Type=notify",
                    "TimeoutStartSec=2",
                    "Restart=on-failure"),
            Looper.of(
                    "sleeps-first",
                    End.AT_ONCE,
                    "[Unit]",
                    "StartLimitIntervalSec=10",
                    "StartLimitBurst=5",
                    "[Service]",
                    "ExecStartPre=/bin/sleep 2.5",
                    "Restart=on-failure"),
            Looper.of(
                    "pauses-that-grow-out-of-the-window",
                    End.AT_ONCE,
                    "[Unit]",
                    "StartLimitIntervalSec=8",
                    "StartLimitBurst=4",
                    "[Service]",
                    "Restart=always",
                    "RestartSec=500ms",
                    "RestartSteps=2",
                    "RestartMaxDelaySec=5"),
            Looper.of(
                    "pauses-that-grow-within-the-window",
                    End.AT_ONCE,
                    "[Unit]",
                    "StartLimitIntervalSec=60",
                    "StartLimitBurst=4",
                    "[Service]",
                    "Restart=always",
                    "RestartSec=500ms",
                    "RestartSteps=2",
                    "RestartMaxDelaySec=5"),
            Looper.of("restart-no", End.AT_ONCE, "[Service]", "Restart=no", "RestartSec=1"),
            Looper.of(
                    "restart-no-but-forced",
                    End.AT_ONCE,
                    "[Unit]",
                    "StartLimitIntervalSec=5",
                    "StartLimitBurst=3",
                    "[Service]",
                    "RestartForceExitStatus=1",
                    "RestartSec=2"),
            Looper.of(
                    "prevented-exit-status",
                    End.NO_REASON_TO_RESTART,
                    "[Service]",
                    "Restart=always",
                    "RestartPreventExitStatus=3"),
            Looper.of(
                    "another-exit-status-is-prevented",
                    End.AT_ONCE,
                    "[Unit]",
                    "StartLimitBurst=0",
                    "[Service]",
                    "Restart=always",
                    "RestartSec=1",
                    "RestartPreventExitStatus=3"),
            Looper.of("clean-exit-on-failure", End.CLEANLY, "[Service]", "Restart=on-failure"),
            Looper.of(
                    "clean-exit-always",
                    End.CLEANLY,
                    "[Unit]",
                    "StartLimitIntervalSec=5",
                    "StartLimitBurst=3",
                    "[Service]",
                    "Restart=always",
                    "RestartSec=2"),
            Looper.of("on-watchdog-without-watchdog", End.AT_ONCE, "[Service]", "Restart=on-watchdog", "RestartSec=1"),
            Looper.of("oneshot-on-failure", End.AT_ONCE, "[Service]", "Type=oneshot", "Restart=on-failure"),
            Looper.of("oneshot-always-is-refused", End.AT_ONCE, "[Service]", "Type=oneshot", "Restart=always"),
            Looper.of("missing-binary", End.AS_WRITTEN, "[Service]", "ExecStart=/no/such/program", "Restart=always"),
            Looper.of(
                    "missing-binary-and-a-long-pause",
                    End.AS_WRITTEN,
                    "[Unit]",
                    "StartLimitIntervalSec=5",
                    "StartLimitBurst=3",
                    "[Service]",
                    "ExecStart=/no/such/program",
                    "Restart=always",
                    "RestartSec=2"),
            Looper.of(
                    "interval-with-a-comment-behind-it",
                    End.AT_ONCE,
                    "[Unit]",
                    "StartLimitIntervalSec=300 # five minutes",
                    "StartLimitBurst=8",
                    "[Service]",
                    "Restart=always",
                    "RestartSec=3"));

    /** @param states {@code ActiveState=...} and {@code LoadState=...} */
    private record Seen(List<String> states, int starts) {

        boolean isDown() {
            return states.contains("ActiveState=failed") || states.contains("ActiveState=inactive");
        }
    }

    @Test
    void whatConvergeSaysOfALoopIsWhatBecomesOfIt() throws Exception {
        Map<Release, UnitTree> trees = new EnumMap<>(Release.class);
        for (Release release : Release.values()) {
            trees.put(release, start(LabHosts.fresh(release)));
        }
        LocalProcess.pause(SETTLED);
        Map<Release, Map<String, Seen>> before = look(trees);
        LocalProcess.pause(LOOKED_AT);
        Map<Release, Map<String, Seen>> after = look(trees);
        trees.keySet().forEach(StartLimitIT::stop);

        List<String> disagreements = new ArrayList<>();
        Map<RestartVerdict.Kind, Integer> kinds = new EnumMap<>(RestartVerdict.Kind.class);
        trees.forEach((release, tree) -> LOOPERS.forEach(looper -> {
            RestartVerdict verdict = verdict(looper, tree);
            kinds.merge(verdict.kind(), 1, Integer::sum);
            disagreement(looper, verdict, seen(before, release, looper), seen(after, release, looper))
                    .ifPresent(text -> disagreements.add(release + " " + looper.name() + ": " + text));
        }));
        System.out.println("Start limits: " + LOOPERS.size() + " configurations on " + trees.size() + " releases, "
                + kinds + ", disagreements: " + disagreements.size());

        assertThat(disagreements).isEmpty();
        assertThat(kinds.keySet()).containsExactly(RestartVerdict.Kind.values());
    }

    /** Writes all units, reads them as converge does, and starts them. */
    private static UnitTree start(LabHost host) throws HostFailureException {
        host.exec("mkdir -p /run/loops /etc/systemd/system.conf.d && rm -f /run/loops/*");
        host.write("/etc/systemd/system.conf.d/50-limits.conf", MANAGER);
        StringBuilder script = new StringBuilder();
        for (Looper looper : LOOPERS) {
            script.append("cat > /etc/systemd/system/" + looper.unit() + " <<'END'\n" + looper.text() + "END\n");
        }
        host.exec(script.toString());
        UnitTree tree = Probe.observe(
                        ContainerHost.of(host),
                        new ProbeRequest(Optional.empty(), List.of(), List.of(), List.of(), List.of(), List.of()))
                .tree();
        host.exec("systemctl daemon-reload; systemctl start --no-block " + units() + " 2>/dev/null || :");
        return tree;
    }

    private static Seen seen(Map<Release, Map<String, Seen>> all, Release release, Looper looper) {
        return Optional.ofNullable(all.get(release))
                .map(loopers -> loopers.get(looper.name()))
                .orElseThrow();
    }

    private static Map<Release, Map<String, Seen>> look(Map<Release, UnitTree> trees) {
        Map<Release, Map<String, Seen>> seen = new EnumMap<>(Release.class);
        trees.keySet().forEach(release -> seen.put(release, look(LabHosts.running(release))));
        return seen;
    }

    private static Map<String, Seen> look(LabHost host) {
        Map<String, Integer> starts = new HashMap<>();
        host.exec("grep -c '' /run/loops/*").lines().forEach(line -> {
            int colon = line.lastIndexOf(':');
            starts.put(line.substring("/run/loops/".length(), colon), Integer.parseInt(line.substring(colon + 1)));
        });
        Map<String, Seen> seen = new HashMap<>();
        String states = host.exec("systemctl show --property=LoadState --property=ActiveState " + units());
        String[] blocks = states.split("\n\n", -1);
        for (int i = 0; i < blocks.length; i++) {
            String name = LOOPERS.get(i).name();
            seen.put(name, new Seen(blocks[i].lines().sorted().toList(), starts.getOrDefault(name, 0)));
        }
        return seen;
    }

    private static void stop(Release release) {
        LabHosts.running(release).exec("systemctl stop " + units() + " 2>/dev/null || :");
    }

    private static String units() {
        return String.join(" ", LOOPERS.stream().map(Looper::unit).toList());
    }

    private static RestartVerdict verdict(Looper looper, UnitTree tree) {
        return looper.verdict(tree.merged(new UnitName(looper.unit())).orElseThrow(), tree.managerDefaults());
    }

    /** What is not as converge said. */
    private static Optional<String> disagreement(Looper looper, RestartVerdict verdict, Seen before, Seen after) {
        boolean loops = after.starts() > before.starts();
        boolean down = after.isDown();
        boolean agrees = switch (verdict.kind()) {
            case UNBOUNDED -> loops;
            case BOUNDED ->
                !loops
                        && down
                        && after.starts() <= verdict.starts()
                        && (!looper.usesUpItsLimit() || after.starts() == verdict.starts());
            case NEVER -> !loops && down && after.starts() <= 1;
        };
        return agrees
                ? Optional.empty()
                : Optional.of(
                        verdict.kind() + " (" + verdict.arithmetic() + "), but was " + before + ", then " + after);
    }
}
