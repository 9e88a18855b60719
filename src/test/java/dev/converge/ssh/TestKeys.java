package dev.converge.ssh;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Private keys as ssh-keygen writes them. */
final class TestKeys {

    private TestKeys() {}

    /** @param options after {@code ssh-keygen -q -f FILE}; {@code -N ''} is added when they name no passphrase */
    static Path generate(Path file, String... options) {
        List<String> command = new ArrayList<>(List.of("ssh-keygen", "-q", "-f", file.toString()));
        command.addAll(List.of(options));
        if (!command.contains("-N")) {
            command.addAll(List.of("-N", ""));
        }
        run(command);
        return file;
    }

    /** A key that all servers of the tests understand. */
    static Path ecdsa(Path file) {
        return generate(file, "-t", "ecdsa");
    }

    /** What ssh-keygen itself takes for the fingerprint, from KEY.pub. */
    static String fingerprint(Path file) {
        return run(List.of("ssh-keygen", "-l", "-f", file.toString())).split(" ", -1)[1];
    }

    static SshPublicKey publicKey(Path file) throws Exception {
        return PrivateKeyFile.read(file).publicKey().orElseThrow();
    }

    private static String run(List<String> command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new AssertionError(command + ": " + output);
            }
            return output;
        } catch (IOException | InterruptedException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
