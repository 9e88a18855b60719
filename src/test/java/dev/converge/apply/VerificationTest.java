package dev.converge.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.converge.host.Command;
import dev.converge.host.CommandResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.FieldSource;

/** How the script has systemd verify the new unit files, and which of its words it takes for a refusal, in each shell. */
@ParameterizedClass
@FieldSource("dev.converge.apply.ShellHost#SHELLS")
final class VerificationTest {

    /** Stands in for systemd: shows the search path, and when it verifies, what it was given, then the words of the test. */
    private static final String SYSTEMD = """
            systemctl() { echo '/run/systemd/transient /etc/systemd/system /usr/lib/systemd/system'; }
            command() { [ "$MISSING" != yes ] || return 1; }
            timeout() {
                shift 3
                case $* in
                    *UnitPath*) echo '/run/systemd/transient /etc/systemd/system /usr/lib/systemd/system' ;;
                    *verify*)
                        echo "$*" | sed "s,$copy,@," >>"$DIR/asked"
                        (cd "$copy" && find . -type f | sort | xargs grep -H .; find . -type l | sort) >>"$DIR/asked" 2>&1
                        sed "s,@,$copy," "$DIR/words" ;;
                esac
            }
            """;

    @Parameter
    String shell = "";

    @TempDir
    Path directory = Path.of("");

    @BeforeEach
    void prepareTheStage() throws IOException {
        write("live/kept.service", "kept");
        write("live/gone.service.d/50-x.conf", "gone");
        write("live/a.service", "old");
        Files.createSymbolicLink(directory.resolve("live/link.service"), Path.of("/dev/null"));
        write("live/.converge/manifest", "not copied");
        write("stage/1.new", "");
        Files.delete(directory.resolve("stage/1.new"));
        write("stage/2.new", "new a");
        write("stage/3.new", "new drop-in");
        write("stage/5.new", "other");
        write("stage/6.new", "manifest");
        write("words", "");
        write(
                "stage/plan",
                entry("1", "-", "d:755", "/etc/systemd/system/b@1.service.d")
                        + entry("2", "f:644:0:0:00", "f:644:0:0:11", "/etc/systemd/system/a.service")
                        + entry("3", "-", "f:644:0:0:11", "/etc/systemd/system/b@1.service.d/zz-converge.conf")
                        + entry("4", "f:644:0:0:00", "-", "/etc/systemd/system/gone.service.d/50-x.conf")
                        + entry("5", "-", "f:644:0:0:11", "/etc/tank.env")
                        + entry("6", "-", "f:600:0:0:11", "/etc/systemd/system/.converge/manifest")
                        + "end\n");
    }

    private static String entry(String number, String old, String wanted, String path) {
        return number + "\n-\n" + old + "\n" + wanted + "\n0\n" + path + "\n";
    }

    private void write(String path, String text) throws IOException {
        Files.createDirectories(directory.resolve(path).getParent());
        Files.writeString(directory.resolve(path), text);
    }

    /** The answer of the script's function alone. */
    private List<String> verify(String... settings) {
        String whole = Transaction.treeScript(Tree.plan(), "run-1", directory, "0123");
        String functions = whole.substring(0, whole.indexOf("\ntransact 0123 <<") + 1);
        String script =
                functions + "DIR='" + directory + "' MISSING=no nonce=0123 root= stage=$DIR/stage work=$DIR/stage\n"
                        + "base=$DIR/live said= interrupted= chmod=\n" + String.join("\n", settings) + "\n" + SYSTEMD
                        + "verify_files\necho over\n";
        CommandResult result = new ShellHost(shell, input -> script).run(Command.script("", Duration.ofMinutes(1)));
        assertThat(result.stderr()).isEmpty();
        return new String(result.stdout(), StandardCharsets.UTF_8).lines().toList();
    }

    private String asked() throws IOException {
        return Files.readString(directory.resolve("asked"));
    }

    @Test
    void systemdReadsACopyOfTheDirectoryAsItWillBe() throws Exception {
        List<String> answer = verify();

        assertThat(answer).containsExactly("over");
        assertThat(asked()).isEqualTo("""
                env SYSTEMD_LOG_COLOR=0 SYSTEMD_UNIT_PATH=/run/systemd/transient:@:/usr/lib/systemd/system \
                systemd-analyze verify --man=no -- a.service b@1.service
                ./a.service:new a
                ./b@1.service.d/zz-converge.conf:new drop-in
                ./kept.service:kept
                ./link.service
                """);
        assertThat(directory.resolve("stage/units")).doesNotExist();
        assertThat(directory.resolve("live/a.service")).hasContent("old");
    }

    @Test
    void onlyWhatSystemdSaysOfAFileOfThisChangeCounts() throws Exception {
        write("words", """
                @/a.service:3: Unknown key 'Bogus' in section [Service], ignoring.
                @/a.service:3: Unknown key 'Bogus' in section [Service], ignoring.
                @/a.service:9: Unit uses KillMode=none. This is unsafe.
                @/kept.service:1: Missing '=', ignoring line.
                /usr/lib/systemd/system/a.service:1: Missing '=', ignoring line.
                @/b@1.service.d/zz-converge.conf:1: Invalid section header '[x'
                a.service: Service has no ExecStart=, ExecStop=, or SuccessAction=. Refusing.
                kept.service: Service has no ExecStart=, ExecStop=, or SuccessAction=. Refusing.
                b@1.service: Service has more than one ExecStart= setting. Refusing.
                a.service: Command /opt/a is not executable: No such file or directory
                """);

        List<String> answer = verify();

        assertThat(answer)
                .containsExactly(
                        "unfit /etc/systemd/system/a.service:3: Unknown key 'Bogus' in section [Service], ignoring.",
                        "unfit /etc/systemd/system/b@1.service.d/zz-converge.conf:1: Invalid section header '[x'",
                        "unfit a.service: Service has no ExecStart=, ExecStop=, or SuccessAction=. Refusing.",
                        "outcome unfit",
                        "END 0123 1");
        assertThat(directory.resolve("stage")).doesNotExist();
    }

    @Test
    void aHostWithoutTheToolIsNotAsked() {
        List<String> answer = verify("MISSING=yes");

        assertThat(answer).containsExactly("unverified systemd-analyze is not installed", "over");
    }

    @Test
    void aChangeWithoutUnitFilesAsksNothing() throws Exception {
        write("stage/plan", entry("5", "-", "f:644:0:0:11", "/etc/tank.env") + "end\n");

        List<String> answer = verify();

        assertThat(answer).containsExactly("over");
        assertThat(directory.resolve("asked")).doesNotExist();
    }
}
