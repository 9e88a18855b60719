package dev.converge.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's first command: needs the packaged jar, and no host. */
final class DemoIT {

    private record Ran(int status, String output) {}

    @TempDir
    private Path folder = Path.of("");

    private Ran demo(String directory) throws IOException, InterruptedException {
        Path output = folder.resolve("output");
        Process process = new ProcessBuilder(
                        Path.of("bin/demo").toAbsolutePath().toString(), directory)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        return new Ran(process.exitValue(), Files.readString(output));
    }

    @Test
    void theDemoFindsPlansAndRepairsBothIncidentsAndStartsAfreshTheSecondTime() throws Exception {
        Path units = folder.resolve("demo/host/etc/systemd/system");

        Ran first = demo("demo");
        Ran second = demo("demo");

        assertThat(first.status()).as(first.output()).isZero();
        assertThat(first.output())
                .contains(
                        "- /etc/systemd/system/avatar-mediamtx.service",
                        "- /etc/systemd/system/mediamtx.service",
                        "stray-unit mediamtx.service",
                        "start-limit-misplaced polyscan.service",
                        "converge apply --yes --root demo/host demo/playbooks/site.yml",
                        "root done: ",
                        "Plan: 1 host; 1 in sync.");
        assertThat(units.resolve("mediamtx.service")).doesNotExist();
        assertThat(units.resolve("avatar-tank.service")).exists();
        assertThat(units.resolve("polyscan.service.d/zz-converge.conf"))
                .content()
                .contains("[Unit]\nStartLimitIntervalSec=5min\n");
        assertThat(second.output().replaceAll("run \\d{8}T\\d{6}Z-[0-9a-f]{4}", "run"))
                .isEqualTo(first.output()
                        .replaceAll("(?m)^converge: .*\n", "")
                        .replaceAll("run \\d{8}T\\d{6}Z-[0-9a-f]{4}", "run"));
    }

    @Test
    void aDirectoryThatTheDemoDidNotMakeIsLeftAlone() throws Exception {
        Path mine = Files.createDirectory(folder.resolve("mine"));
        Files.writeString(mine.resolve("thesis.txt"), "years of work");

        Ran ran = demo("mine");

        assertThat(ran.status()).isEqualTo(1);
        assertThat(ran.output()).contains("was not made by bin/demo, so it is left alone");
        assertThat(mine.resolve("thesis.txt")).hasContent("years of work");
    }
}
