package dev.converge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** bin/converge, in a checkout of the test's own, with Javas and a Maven that only say that they were called. */
final class LauncherTest {

    private record Ran(int status, String out, String err) {}

    @TempDir
    private Path folder = Path.of("");

    private Path checkout = Path.of("");

    /** On PATH: what the launcher needs of the system, and nothing of this machine's own Java and Maven. */
    private Path tools = Path.of("");

    private final Map<String, String> environment = new LinkedHashMap<>();

    @BeforeEach
    void makeACheckoutWithABuiltJar() throws IOException {
        checkout = Files.createDirectory(folder.resolve("check out"));
        tools = Files.createDirectory(folder.resolve("tools"));
        for (String tool : List.of("sh", "dirname", "readlink", "find", "mkdir", "rm", "mv", "cp", "cat", "flock")) {
            Path real = Stream.of("/usr/bin", "/bin")
                    .map(bin -> Path.of(bin, tool))
                    .filter(Files::exists)
                    .findFirst()
                    .orElseThrow();
            executable(tools.resolve(tool), "exec " + real + " \"$@\"");
        }
        Files.createDirectory(checkout.resolve("bin"));
        Files.copy(Path.of("bin/converge"), checkout.resolve("bin/converge"));
        write("src/main/java/A.java", "");
        write("pom.xml", "");
        write("target/converge.jar", "");
        age("src/main/java/A.java", 20);
        age("src/main/java", 20);
        age("src/main", 20);
        age("pom.xml", 20);
        age("target/converge.jar", 10);
        environment.put("HOME", folder.toString());
        environment.put("PATH", tools.toString());
    }

    private Path write(String name, String text) throws IOException {
        Path file = checkout.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private void age(String name, int seconds) throws IOException {
        Files.setLastModifiedTime(
                checkout.resolve(name), FileTime.from(Instant.now().minusSeconds(seconds)));
    }

    /** A Java that prints what it was called with, one argument a line, and makes no cache. */
    private Path java(String name, String version) throws IOException {
        Path home = Files.createDirectories(folder.resolve(name));
        Files.createDirectories(home.resolve("bin"));
        Files.createDirectories(home.resolve("lib"));
        Files.writeString(home.resolve("lib/modules"), "");
        Files.setLastModifiedTime(home.resolve("lib/modules"), FileTime.fromMillis(0));
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"test\"\nJAVA_VERSION=\"" + version + "\"\nX=1\n");
        executable(home.resolve("bin/java"), "echo \"" + name + "\"; printf '%s\\n' \"$@\"; exit \"${STATUS:-0}\"");
        return home;
    }

    private static void executable(Path file, String script) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Ran launch(String shell, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(shell.split(" ", -1)));
        command.set(
                0,
                Stream.of("/usr/bin/", "/bin/")
                        .map(bin -> bin + command.getFirst())
                        .filter(program -> Files.exists(Path.of(program)))
                        .findFirst()
                        .orElseThrow());
        command.add(checkout.resolve("bin/converge").toString());
        command.addAll(List.of(arguments));
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process = builder.start();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return new Ran(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "bash --posix", "busybox sh"})
    void argumentsAndStatusGoThroughUnchanged(String shell) throws Exception {
        environment.put("CONVERGE_JAVA_HOME", java("jdk", "25.0.1").toString());
        environment.put("STATUS", "5");

        Ran ran = launch(shell, "plan", "-l", "a b", "", "*", "$HOME");

        assertThat(ran.status()).isEqualTo(5);
        assertThat(ran.out()).endsWith("dev.converge.cli.Main\nplan\n-l\na b\n\n*\n$HOME\n");
        assertThat(ran.out()).contains("-cp\n" + checkout.resolve("target/converge.jar") + "\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"21", "21.0.4", "25.0.1+8", "26-ea"})
    void javasFromTwentyOneOnWillDo(String version) throws Exception {
        environment.put("CONVERGE_JAVA_HOME", java("jdk", version).toString());

        assertThat(launch("dash", "plan").out()).startsWith("jdk\n");
    }

    @Test
    void theNewestJavaIsTaken() throws Exception {
        environment.put("JAVA_HOME", java("older", "98.0.9").toString());
        Path newer = java("newer", "99.0.1");
        Files.createSymbolicLink(tools.resolve("java"), newer.resolve("bin/java"));

        assertThat(launch("dash", "plan").out()).startsWith("newer\n");
    }

    @Test
    void theJavaThatIsAskedForIsTakenThoughThereAreNewer() throws Exception {
        environment.put("JAVA_HOME", java("newer", "99.0.1").toString());
        environment.put("CONVERGE_JAVA_HOME", java("asked", "21.0.4").toString());

        assertThat(launch("dash", "plan").out()).startsWith("asked\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"17.0.15", "1.8.0_402", "", "nonsense"})
    void aJavaThatIsTooOldIsRefused(String version) throws Exception {
        Path home = java("old", version);
        environment.put("CONVERGE_JAVA_HOME", home.toString());

        Ran ran = launch("dash", "plan");

        assertThat(ran.status()).isEqualTo(1);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err())
                .isEqualTo("converge: CONVERGE_JAVA_HOME is " + home + ", and there is no Java 21 or newer.\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "bash --posix", "busybox sh"})
    void sourcesNewerThanTheJarAreBuiltOnce(String shell) throws Exception {
        environment.put("CONVERGE_JAVA_HOME", java("jdk", "25.0.1").toString());
        executable(tools.resolve("mvn"), "echo \"$*\" >>'" + folder.resolve("built") + "'; echo noise");
        age("src/main/java/A.java", 1);
        Thread.sleep(1_100);

        Ran first = launch(shell, "plan");
        Ran second = launch(shell, "plan");

        assertThat(first.status()).isZero();
        assertThat(first.err())
                .startsWith("converge: building, once; it takes a minute\n")
                .doesNotContain("noise");
        assertThat(second.err()).isEmpty();
        assertThat(first.out()).doesNotContain("noise");
        assertThat(folder.resolve("built")).hasContent("-q -B -Pquick package");
    }

    @Test
    void aBuildThatFailsIsShownAndEndsIt() throws Exception {
        environment.put("CONVERGE_JAVA_HOME", java("jdk", "25.0.1").toString());
        executable(tools.resolve("mvn"), "echo broken code; exit 1");
        Files.delete(checkout.resolve("target/converge.jar"));

        Ran ran = launch("dash", "plan");

        assertThat(ran.status()).isEqualTo(1);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err()).endsWith("broken code\nconverge: the build failed, see above\n");
    }

    @Test
    void withoutMavenItSaysWhatToInstall() throws Exception {
        environment.put("CONVERGE_JAVA_HOME", java("jdk", "25.0.1").toString());
        Files.delete(checkout.resolve("target/converge.jar"));

        Ran ran = launch("dash", "plan");

        assertThat(ran.status()).isEqualTo(1);
        assertThat(ran.err()).contains("takes Maven, and there is none", "apt install maven");
    }

    @Test
    void aJavaThatCannotKeepClassesIsAskedOnceAndUsedWithout() throws Exception {
        environment.put("CONVERGE_JAVA_HOME", java("jdk", "25.0.1").toString());
        write("lab/incidents/duplicate-units/rootfs/a", "");
        write("lab/incidents/crash-loop/rootfs/b", "");

        Ran first = launch("dash", "plan");
        Ran second = launch("dash", "plan");

        assertThat(first.err()).isEqualTo("converge: preparing faster starts with Java 25, once\n");
        assertThat(second.err()).isEmpty();
        assertThat(first.out()).isEqualTo(second.out()).doesNotContain("AOTCache");
    }

    @Test
    void keptClassesAreUsedUntilTheJarOrTheJavaChanges() throws Exception {
        Path home = java("jdk", "25.0.1");
        environment.put("CONVERGE_JAVA_HOME", home.toString());
        write("target/converge.cache", "classes");
        write("target/converge.cache.java", "25.0.1 " + home + "\n");
        age("target/converge.cache", 5);

        String current = launch("dash", "plan").out();
        Files.writeString(home.resolve("release"), "JAVA_VERSION=\"25.0.2\"\n");
        String otherJava = launch("dash", "plan").out();
        write("target/converge.cache", "classes");
        write("target/converge.cache.java", "25.0.2 " + home + "\n");
        age("target/converge.cache", 15);
        String newerJar = launch("dash", "plan").out();

        assertThat(current).contains("-XX:AOTCache=" + checkout.resolve("target/converge.cache") + "\n");
        assertThat(otherJava).doesNotContain("AOTCache");
        assertThat(newerJar).doesNotContain("AOTCache");
    }
}
