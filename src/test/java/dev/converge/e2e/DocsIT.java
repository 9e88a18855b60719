package dev.converge.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.converge.docs.MarkdownPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A newcomer with a fresh copy of the checkout, who types every command of README.md and then of docs/, in order, and takes no other step. The
 * copy has no {@code target/}, so that the first command builds the program. The last command of the README removes the lab it has booted.
 */
class DocsIT {

    /** In target/, so that bin/test knows by what label to find the tour's hosts when a run was interrupted. */
    private static final Path COPY = Path.of("target", "tour").toAbsolutePath();

    private static final long LONGEST_BLOCK_SECONDS = 300;
    private static final Map<MarkdownPage.Block, Run> RUNS = new LinkedHashMap<>();

    /** How a block ended, and both its streams together. */
    private record Run(int exitStatus, String output) {}

    @BeforeAll
    static void typeEveryCommand() throws Exception {
        removeHosts();
        copyCheckout();
        for (MarkdownPage page : MarkdownPage.all()) {
            for (MarkdownPage.Block block : page.blocks()) {
                if (block.isCommands() && !isThisTest(block)) {
                    RUNS.put(block, run(block));
                }
            }
        }
    }

    @AfterAll
    static void leaveNothingBehind() {
        removeHosts();
        LocalProcess.run(List.of("rm", "-rf", COPY.toString()));
    }

    @Test
    void everyCommandSucceeds() {
        assertThat(RUNS)
                .hasSizeGreaterThan(6)
                .allSatisfy((block, run) -> assertThat(run.exitStatus())
                        .as(block + "\n" + run.output())
                        .isZero());
    }

    @Test
    void theDemoEndsWithNothingLeftToDo() {
        assertThat(outputOf("bin/demo")).containsSubsequence("Plan: 1 host; 1 to change.", "Plan: 1 host; 1 in sync.");
    }

    @Test
    void theTourBeginsWithThreeBrokenHostsAndEndsWithNothingLeftToDo() {
        assertThat(outputOf("bin/converge plan --limit lab")).contains("Plan: 3 hosts; 3 to change.");
        assertThat(outputOf("bin/converge apply --limit lab --yes")).endsWith("Apply: 3 hosts; 3 done.\n");
        assertThat(outputOf("bin/converge plan --limit lab --detailed-exitcode"))
                .endsWith("Plan: 3 hosts; 3 in sync.\n");
    }

    @Test
    void theTourLeavesOneUnitOnTheTankAndNoHostOfTheLab() {
        String output = outputOf("lab/ssh tank1 systemctl list-unit-files 'avatar*' '*mediamtx*'");

        assertThat(output)
                .contains("avatar-tank.service")
                .contains("1 unit files listed.")
                .doesNotContain("mediamtx");
        assertThat(hosts()).isEmpty();
        assertThat(COPY.resolve("inventory/lab.yml")).doesNotExist();
    }

    /** Of the only block whose first line is this. */
    private static String outputOf(String command) {
        List<Run> runs = RUNS.entrySet().stream()
                .filter(entry -> entry.getKey().text().startsWith(command + "\n"))
                .map(Map.Entry::getValue)
                .toList();
        assertThat(runs).as(command).hasSize(1);
        return runs.getFirst().output();
    }

    /** The command that runs all the tests. */
    private static boolean isThisTest(MarkdownPage.Block block) {
        return block.text().equals("bin/test\n");
    }

    private static void copyCheckout() throws IOException {
        LocalProcess.run(List.of("rm", "-rf", COPY.toString()));
        Files.createDirectories(COPY);
        LocalProcess.run(List.of(
                "bash",
                "-euo",
                "pipefail",
                "-c",
                "git ls-files -z --cached --others --exclude-standard | tar -cf - --null -T - | tar -xf - -C \"$1\"",
                "bash",
                COPY.toString()));
    }

    private static Run run(MarkdownPage.Block block) throws IOException, InterruptedException {
        Path output = Files.createTempFile(COPY.getParent(), "docs-it", ".txt");
        try {
            Process process = new ProcessBuilder("bash", "-eu", "-c", block.text())
                    .directory(COPY.toFile())
                    .redirectInput(Path.of("/dev/null").toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            if (!process.waitFor(LONGEST_BLOCK_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("still running: " + block + "\n" + Files.readString(output));
            }
            return new Run(process.exitValue(), Files.readString(output));
        } finally {
            Files.delete(output);
        }
    }

    /** The tour's hosts, by the label that lab/up gives them. */
    private static List<String> hosts() {
        return LocalProcess.run(List.of("docker", "ps", "--all", "--quiet", "--filter", "label=converge.lab=" + COPY))
                .lines()
                .toList();
    }

    private static void removeHosts() {
        for (String host : hosts()) {
            LocalProcess.run(List.of("docker", "rm", "--force", "--volumes", host));
        }
    }
}
