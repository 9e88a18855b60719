package dev.converge.e2e;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * An operator's folder with inventory, known hosts, playbooks and templates, in which {@code bin/converge} is run as a process of its own.
 */
final class Workspace {

    private static final Path LAUNCHER = Path.of("bin/converge").toAbsolutePath();
    private static final long LONGEST_RUN_SECONDS = 180;

    private final Path folder;

    Workspace(Path folder) {
        this.folder = folder;
    }

    /** How a run ended. Both streams are whole. */
    record Run(int exitStatus, String out, String err) {

        /** The document of {@code --format json}. */
        JsonObject json() {
            return JsonParser.parseString(out).getAsJsonObject();
        }

        JsonObject host(String name) {
            return json().getAsJsonObject("hosts").getAsJsonObject(name);
        }

        /** What was found on a host: sorted lines {@code CODE SEVERITY [UNIT]}. */
        List<String> findings(LabHost host) {
            return allOf(host).stream().map(Run::line).sorted().toList();
        }

        /** The same, whole. */
        List<JsonObject> allOf(LabHost host) {
            return StreamSupport.stream(
                            host(host.name()).getAsJsonArray("findings").spliterator(), false)
                    .map(JsonElement::getAsJsonObject)
                    .toList();
        }

        private static String line(JsonObject finding) {
            JsonElement unit = finding.get("unit");
            return finding.get("code").getAsString() + " "
                    + finding.get("severity").getAsString()
                    + (unit.isJsonNull() ? "" : " " + unit.getAsString());
        }
    }

    Path folder() {
        return folder;
    }

    Workspace write(String file, String text) {
        try {
            Path path = folder.resolve(file);
            Files.createDirectories(path.getParent());
            Files.writeString(path, text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Takes a file or folder of the checkout, such as {@code playbooks/site.yml}, to the same place here. */
    Workspace copy(String file) {
        LocalProcess.run(List.of(
                "sh",
                "-c",
                "mkdir -p \"$1/$(dirname \"$2\")\" && cp -r \"$2\" \"$1/$2\"",
                "sh",
                folder.toString(),
                file));
        return this;
    }

    /** An inventory with the given hosts in one group, reached as deploy with the lab's key, their host keys known. */
    Workspace inventory(String group, LabHost... hosts) {
        return inventory(group, LabHosts.privateKey(), hosts);
    }

    /** The same with another key. */
    Workspace inventory(String group, Path key, LabHost... hosts) {
        StringBuilder yaml = new StringBuilder(group + ":\n  hosts:\n");
        StringBuilder knownHosts = new StringBuilder();
        for (LabHost host : hosts) {
            yaml.append("    " + host.name() + ": { ansible_host: 127.0.0.1, ansible_port: " + host.port() + " }\n");
            knownHosts.append(host.knownHostsLines());
        }
        yaml.append("  vars:\n    ansible_user: deploy\n    ansible_ssh_private_key_file: " + key
                + "\n    converge_known_hosts: " + folder.resolve("known_hosts") + "\n");
        write("known_hosts", knownHosts.toString());
        return write("inventory/" + group + ".yml", yaml.toString());
    }

    /** Makes known_hosts claim that one host has the keys of another. */
    Workspace replaceKnownKeys(LabHost host, LabHost other) {
        try {
            Path file = folder.resolve("known_hosts");
            String claimed = other.knownHostsLines().replace(":" + other.port() + " ", ":" + host.port() + " ");
            Files.writeString(file, Files.readString(file).replace(host.knownHostsLines(), claimed));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Leads the way to a host over a line that the test may disturb. */
    Workspace over(FlakyLine line, LabHost host) {
        edit("known_hosts", "]:" + host.port() + " ", "]:" + line.port() + " ");
        try (Stream<Path> inventories = Files.list(folder.resolve("inventory"))) {
            inventories.forEach(file -> edit(
                    folder.relativize(file).toString(),
                    "ansible_port: " + host.port() + " ",
                    "ansible_port: " + line.port() + " "));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    private void edit(String file, String text, String by) {
        try {
            Path path = folder.resolve(file);
            Files.writeString(path, Files.readString(path).replace(text, by));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs converge here, with nothing on its standard input. */
    Run converge(String... arguments) {
        return convergeAnswering("", arguments);
    }

    Run convergeAnswering(String input, String... arguments) {
        return starting(input, arguments).end();
    }

    /** Begins to run converge here. */
    Running starting(String input, String... arguments) {
        List<String> argv = new ArrayList<>(List.of(LAUNCHER.toString()));
        argv.addAll(Arrays.asList(arguments));
        Running running = starting(argv).type(input);
        try {
            running.process().getOutputStream().close();
            return running;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Begins to run converge here on a terminal of its own, on which a test types; all that shows there comes out as one stream. */
    Running onTerminal(String... arguments) {
        return starting(List.of("script", "-qec", LAUNCHER + " " + String.join(" ", arguments), "/dev/null"));
    }

    /** Ctrl-C reaches it also where the tests run in the background of a script, whose children ignore it. */
    private Running starting(List<String> command) {
        List<String> argv = new ArrayList<>(List.of("env", "--default-signal=INT"));
        argv.addAll(command);
        try {
            Path out = Files.createTempFile(folder, "out", "");
            Path err = Files.createTempFile(folder, "err", "");
            ProcessBuilder builder = new ProcessBuilder(argv)
                    .directory(folder.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            builder.environment().put("XDG_STATE_HOME", folder.resolve("state").toString());
            builder.environment().put("NO_COLOR", "1");
            return new Running(builder.start(), out, err);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A run that may not have ended yet. */
    record Running(Process process, Path out, Path err) {

        /** What it wrote to standard error until now. */
        String errSoFar() {
            return soFar(err);
        }

        private static String soFar(Path stream) {
            try {
                return Files.readString(stream);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        Running awaitErr(String text) {
            return await(err, text);
        }

        Running awaitOut(String text) {
            return await(out, text);
        }

        private Running await(Path stream, String text) {
            for (int tenth = 0; !soFar(stream).contains(text); tenth++) {
                if (tenth > LONGEST_RUN_SECONDS * 10 || !process.isAlive()) {
                    throw new AssertionError("never said '" + text + "' but: " + soFar(stream));
                }
                LocalProcess.pause(Duration.ofMillis(100));
            }
            return this;
        }

        /** To its standard input, which stays open. */
        Running type(String text) {
            try {
                process.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
                process.getOutputStream().flush();
                return this;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** @param name {@code INT}, {@code TERM}, {@code KILL}, {@code STOP}, {@code CONT} */
        Running signal(String name) {
            LocalProcess.run(List.of("kill", "-s", name, Long.toString(process.pid())));
            return this;
        }

        Run end() {
            try {
                if (!process.waitFor(LONGEST_RUN_SECONDS, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                    throw new AssertionError("still running: " + Files.readString(out) + errSoFar());
                }
                return new Run(process.exitValue(), Files.readString(out), errSoFar());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }
}
