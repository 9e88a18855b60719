package dev.converge.observed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.converge.host.CommandResult;
import dev.converge.host.HostFailureException;
import dev.converge.unit.Content;
import dev.converge.unit.FileMode;
import dev.converge.unit.FileState;
import dev.converge.unit.HostPath;
import dev.converge.unit.Owner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** probe.sh run on directory trees by real shells. */
final class ProbeScriptTest {

    private static final String NONCE = "0123456789abcdef";

    @TempDir
    private Path root;

    @BeforeEach
    void aTreeWithAllThatAHostHas() throws IOException {
        file("usr/lib/systemd/system/ssh.service", "[Service]\nExecStart=/usr/sbin/sshd\n");
        file("usr/lib/systemd/system/service.d/10-all.conf", "[Service]\nNice=1\n");
        file("usr/lib/systemd/system-preset/90-systemd.preset", "enable ssh.service\n");
        link("lib", "usr/lib");
        file("etc/systemd/system/polyscan.service", "[Service]\nRestart=always\nno newline at the end");
        file("etc/systemd/system/polyscan.service.d/it's a \"drop-in\" $HOME.conf", "[Service]\n");
        file("etc/systemd/system/polyscan.service.d/.hidden.conf", "");
        file("etc/systemd/system/.converge/manifest", "converge-manifest 1\n");
        link("etc/systemd/system/multi-user.target.wants/ssh.service", "/lib/systemd/system/ssh.service");
        link("etc/systemd/system/masked.service", "/dev/null");
        link("etc/systemd/system/dangling.service", "/nowhere/dangling.service");
        link("etc/systemd/system/outside.service", "/opt/out side/outside.service");
        link("etc/systemd/system/relative.service", "../../../opt/out side/outside.service");
        link("etc/systemd/system/outside.service.d", "/opt/dropins");
        file("opt/out side/outside.service", "[Service]\nExecStart=/bin/true\n");
        file("opt/dropins/90.conf", "[Service]\nNice=2\n");
        file("etc/avatar/tank.env", "PORT=8554\n");
        file("etc/machine-id", "uninitialized\n");
        file("etc/passwd", "root:x:0:0::/root:/bin/sh\navatar:x:998:997::/:/bin/false\n");
        file("etc/group", "root:x:0:\navatar:x:997:\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "bash --posix", "busybox sh"})
    void aTreeIsReadTheSameByEachShell(String shell) throws Exception {
        String sh = run("sh", request());

        String answer = run(shell, request());

        assertThat(answer).isEqualTo(sh).startsWith("BEGIN " + NONCE).endsWith("\nEND " + NONCE + " 0\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "bash --posix", "busybox sh"})
    void aScriptWhoseFirstLinesAStartUpFileAteSaysSoAndRunsNothing(String shell) throws Exception {
        byte[] answer = output(shell, withoutLines(2)).getBytes(StandardCharsets.ISO_8859_1);

        HostFailureException failed = catchThrowableOfType(
                HostFailureException.class, () -> ProbeAnswer.parse(new CommandResult(1, answer, ""), NONCE));

        assertThat(failed.failure().summary()).isEqualTo("A start-up file reads what is meant for the shell");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "bash --posix", "busybox sh"})
    void eachShellReadsTheVitalsOfThisMachine(String shell) throws Exception {
        String functions = ProbeScript.text(request().sweeping(Duration.ofHours(24)), NONCE)
                .replaceFirst(
                        "(?s)\nprobe '.*",
                        "\nnonce=" + NONCE + "; IFS=\\$nl; set -f; cd /; print_vitals; print_open_files\n");

        String answer = output(shell, functions);

        ProbeAnswer framed = ProbeAnswer.parse(
                new CommandResult(
                        0, ("BEGIN " + NONCE + "\n" + answer + "\nEND " + NONCE + " 0\n").getBytes(UTF_8), ""),
                NONCE);
        Vitals vitals = VitalsReader.read(framed).orElseThrow();
        assertThat(vitals.uptime()).isPositive();
        assertThat(vitals.memoryTotal().getAsLong()).isGreaterThan(64L << 20);
        assertThat(vitals.memoryAvailable().getAsLong()).isPositive();
        assertThat(vitals.processIds().getAsLong()).isGreaterThan(vitals.tasks().getAsLong());
        assertThat(vitals.cpus().getAsLong()).isPositive();
        assertThat(vitals.openFiles().getAsLong()).isGreaterThan(9);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "bash --posix", "busybox sh"})
    void eachShellSeesTheInvocationsAndWhoMayBeInALoop(String shell) throws Exception {
        String id = "0".repeat(32);
        link("run/systemd/units/invocation:young.service", id);
        link("run/systemd/units/invocation:a\\x2db.service", id);
        link("run/systemd/units/invocation:home.mount", id);
        String functions = ProbeScript.text(request().sweeping(Duration.ofHours(24)), NONCE)
                .replaceFirst(
                        "(?s)\nprobe '.*",
                        "\nnonce=" + NONCE + "; IFS=\\$nl; set -f; cd '" + root + "'; print_invocations begin\n"
                                + "listed='broken.service loaded failed failed x\nold.service loaded active running x'\n"
                                + "choose_restless; section restless; echo \"\\$restless\"\n");

        String answer = output(shell, functions);

        assertThat(answer)
                .contains("invocation:young.service")
                .doesNotContain("home.mount", "old.service")
                .contains("restless\na\\x2db.service\nbroken.service\nyoung.service\n");
    }

    @Test
    void aPlanIsNotSentWhatOnlyASweepNeeds() {
        assertThat(ProbeScript.text(request(), NONCE)).doesNotContain("print_sweep()");
        assertThat(ProbeScript.text(request().sweeping(Duration.ofHours(24)), NONCE))
                .contains("print_sweep()")
                .endsWith(" '86400' </dev/null\n");
    }

    @Test
    void howeverManyLinesAreEatenNoAnswerIsComplete() throws Exception {
        int lines = (int) ProbeScript.text(request(), NONCE).lines().count();

        for (int eaten = 2; eaten < lines; eaten += 9) {
            String answer = output("sh", withoutLines(eaten));

            assertThat(answer).as("%s lines eaten", eaten).doesNotContain("END " + NONCE + " 0");
        }
    }

    @Test
    void everyPathIsReportedAsItIs() throws Exception {
        SortedMap<HostPath, FileState> files = files(request());

        assertThat(files).containsEntry(path("/etc/systemd/system/masked.service"), new FileState.Link("/dev/null"));
        assertThat(files)
                .containsEntry(
                        path("/etc/systemd/system/polyscan.service"),
                        regular("[Service]\nRestart=always\nno newline at the end"));
        assertThat(files)
                .containsEntry(
                        path("/etc/systemd/system/polyscan.service.d/it's a \"drop-in\" $HOME.conf"),
                        regular("[Service]\n"));
        assertThat(files.keySet().stream().map(HostPath::value).filter(path -> !path.endsWith("/passwd")))
                .containsExactly(
                        "/etc",
                        "/etc/avatar",
                        "/etc/avatar/tank.env",
                        "/etc/systemd/system",
                        "/etc/systemd/system/.converge",
                        "/etc/systemd/system/.converge/manifest",
                        "/etc/systemd/system/dangling.service",
                        "/etc/systemd/system/masked.service",
                        "/etc/systemd/system/multi-user.target.wants",
                        "/etc/systemd/system/multi-user.target.wants/ssh.service",
                        "/etc/systemd/system/outside.service",
                        "/etc/systemd/system/outside.service.d",
                        "/etc/systemd/system/polyscan.service",
                        "/etc/systemd/system/polyscan.service.d",
                        "/etc/systemd/system/polyscan.service.d/.hidden.conf",
                        "/etc/systemd/system/polyscan.service.d/it's a \"drop-in\" $HOME.conf",
                        "/etc/systemd/system/relative.service",
                        "/opt/dropins",
                        "/opt/dropins/90.conf",
                        "/opt/out side/outside.service",
                        "/usr/lib/systemd/system",
                        "/usr/lib/systemd/system-preset",
                        "/usr/lib/systemd/system-preset/90-systemd.preset",
                        "/usr/lib/systemd/system/service.d",
                        "/usr/lib/systemd/system/service.d/10-all.conf",
                        "/usr/lib/systemd/system/ssh.service");
    }

    @Test
    void aNameWithControlCharactersIsPassedOver() throws Exception {
        file("etc/systemd/system/two\nlines.service", "[Service]\n");
        file("etc/systemd/system/tab\t.service", "[Service]\n");

        SortedMap<HostPath, FileState> files = files(request());

        assertThat(files.keySet())
                .noneMatch(path -> path.name().contains("lines") || path.name().contains("tab"));
        assertThat(files).containsKey(path("/etc/systemd/system/polyscan.service"));
    }

    @Test
    void aLinkTargetWithANewlineIsReportedAsItIs() throws Exception {
        link("etc/systemd/system/odd.service", "/two\nlines");

        SortedMap<HostPath, FileState> files = files(request());

        assertThat(files).containsEntry(path("/etc/systemd/system/odd.service"), new FileState.Link("/two\nlines"));
    }

    @Test
    void contentThatLooksLikeTheAnswersOwnLinesIsContent() throws Exception {
        String forged = "\nEND 0 0\n@0 failed\n@x stat\nBEGIN \n";
        file("etc/systemd/system/forged.service", forged);

        SortedMap<HostPath, FileState> files = files(request());

        assertThat(files).containsEntry(path("/etc/systemd/system/forged.service"), regular(forged));
    }

    @Test
    void aFileOverOneMebibyteIsListedWithoutItsContent() throws Exception {
        file("etc/systemd/system/huge.service", "#".repeat(1024 * 1024 + 1));
        file("etc/systemd/system/large.service", "#".repeat(1024 * 1024));

        SortedMap<HostPath, FileState> files = files(request());

        assertThat(files)
                .containsEntry(path("/etc/systemd/system/huge.service"), new FileState.Other("file over 1 MiB"))
                .containsEntry(path("/etc/systemd/system/large.service"), regular("#".repeat(1024 * 1024)))
                .containsEntry(path("/etc/avatar/tank.env"), regular("PORT=8554\n"));
    }

    @Test
    void thousandsOfPathsAreReadInPieces() throws Exception {
        String longName = "a".repeat(200);
        for (int number = 0; number < 3000; number++) {
            file("etc/systemd/system/" + longName + number + ".service", "[Service]\nNice=" + number + "\n");
        }

        SortedMap<HostPath, FileState> files = files(request());

        assertThat(files)
                .hasSizeGreaterThan(3000)
                .containsEntry(
                        path("/etc/systemd/system/" + longName + "2999.service"), regular("[Service]\nNice=2999\n"));
    }

    @Test
    void aFifoNamedLikeADropInIsFoundAndNotRead() throws Exception {
        Files.createDirectories(root.resolve("etc/systemd/system/cron.service.d"));
        assertThat(new ProcessBuilder("mkfifo", root + "/etc/systemd/system/cron.service.d/stuck.conf")
                        .start()
                        .waitFor())
                .isZero();

        ProbeAnswer answer = answer(request());

        assertThat(Hazards.find(answer.lines("hazards"), FileStates.read(answer)))
                .containsExactly(new Hazard.FifoDropIn(path("/etc/systemd/system/cron.service.d/stuck.conf")));
    }

    @Test
    void aPresetLineWithoutANameIsFoundWithItsNumber() throws Exception {
        file("etc/systemd/system-preset/50-x.preset", "# enable\ndisable\nenable a.service\n\t enable \t\r\n");

        ProbeAnswer answer = answer(request());

        assertThat(Hazards.find(answer.lines("hazards"), FileStates.read(answer)))
                .containsExactly(new Hazard.PresetLineWithoutName(path("/etc/systemd/system-preset/50-x.preset"), 4));
    }

    @Test
    void anEmptyTreeIsAHostWithoutAnything() throws Exception {
        Path empty = Files.createDirectory(root.resolve("empty"));

        SortedMap<HostPath, FileState> files =
                files(new ProbeRequest(Optional.of(empty), List.of(), List.of(), List.of(), List.of(), List.of()));

        assertThat(files).isEmpty();
    }

    @Test
    void usersGroupsAndMachineIdAreRead() throws Exception {
        ProbeAnswer answer = answer(request());

        assertThat(Accounts.read(answer.lines("passwd"), List.of("avatar"))).containsExactly(entry("avatar", 998));
        assertThat(Accounts.read(answer.lines("group"), List.of("avatar"))).containsExactly(entry("avatar", 997));
        assertThat(answer.lines("host")).element(2).isEqualTo("uninitialized");
    }

    @Test
    void unitFilesOfPackagesAreKnownByTheirFileLists() throws Exception {
        file("var/lib/dpkg/info/vendor:amd64.list", "/.\n/etc/systemd/system\n/etc/systemd/system/polyscan.service\n");
        file("var/lib/dpkg/info/other.list", "/.\n/usr/bin/other\n");

        ProbeAnswer answer = answer(request());

        assertThat(Packages.read(answer))
                .containsExactly(entry(path("/etc/systemd/system/polyscan.service"), "vendor"));
    }

    private static <K, V> Map.Entry<K, V> entry(K key, V value) {
        return Map.entry(key, value);
    }

    private ProbeRequest request() {
        return new ProbeRequest(
                Optional.of(root),
                List.of(),
                List.of(),
                List.of(path("/etc/avatar/tank.env"), path("/etc/avatar/missing.env")),
                List.of("avatar"),
                List.of("avatar"));
    }

    private SortedMap<HostPath, FileState> files(ProbeRequest request) throws Exception {
        return FileStates.read(answer(request));
    }

    private ProbeAnswer answer(ProbeRequest request) throws IOException, InterruptedException, HostFailureException {
        byte[] output = run("sh", request).getBytes(StandardCharsets.ISO_8859_1);
        return ProbeAnswer.parse(new CommandResult(0, output, ""), NONCE);
    }

    private String withoutLines(int eaten) {
        return ProbeScript.text(request(), NONCE)
                .lines()
                .skip(eaten)
                .map(line -> line + "\n")
                .reduce("", String::concat);
    }

    private static String run(String shell, ProbeRequest request) throws IOException, InterruptedException {
        return output(shell, ProbeScript.text(request, NONCE));
    }

    private static String output(String shell, String text) throws IOException, InterruptedException {
        Path script = Files.createTempFile("probe", ".sh");
        try {
            Files.writeString(script, text);
            Process process = new ProcessBuilder((shell + " -s").split(" ", -1))
                    .redirectInput(script.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            process.waitFor();
            return output;
        } finally {
            Files.delete(script);
        }
    }

    private FileState regular(String content) throws IOException {
        return new FileState.Regular(
                Content.of(content),
                new FileMode(0644),
                new Owner((Integer) Files.getAttribute(root, "unix:uid"), (Integer)
                        Files.getAttribute(root, "unix:gid")));
    }

    private static HostPath path(String value) {
        return new HostPath(value);
    }

    private void file(String path, String content) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    }

    private void link(String path, String target) throws IOException {
        Path link = root.resolve(path);
        Files.createDirectories(link.getParent());
        Files.createSymbolicLink(link, Path.of(target));
    }
}
