package dev.converge.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The lab hosts of a test run: one for each release, booted when first asked for and shared by all tests. A test gets its host reset.
 * bin/test removes the containers in the end, by their label, also when the run was interrupted.
 */
final class LabHosts {

    private static final Map<Release, LabHost> BOOTED = new EnumMap<>(Release.class);
    private static final Path STATE = newStateFolder();

    private LabHosts() {}

    /** The host of a release, as fresh as after a boot. */
    static synchronized LabHost fresh(Release release) {
        LabHost host = BOOTED.get(release);
        if (host == null) {
            host = LabHost.boot(release, release.hostName(), publicKey());
            BOOTED.put(release, host);
        } else {
            host.reset();
        }
        return host;
    }

    /** The host of a release in whatever state a test left it. */
    static synchronized LabHost some(Release release) {
        return BOOTED.containsKey(release) ? running(release) : fresh(release);
    }

    /** The host of a release as it is. */
    static synchronized LabHost running(Release release) {
        LabHost host = BOOTED.get(release);
        if (host == null) {
            throw new IllegalStateException("nobody has asked for a fresh host of " + release + " yet");
        }
        return host;
    }

    /** The private key that all hosts let in as deploy. */
    static Path privateKey() {
        return STATE.resolve("id_ed25519");
    }

    static String publicKey() {
        try {
            return Files.readString(STATE.resolve("id_ed25519.pub"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path newStateFolder() {
        try {
            Path folder = Files.createTempDirectory("converge-e2e");
            LocalProcess.run(List.of(
                    "ssh-keygen",
                    "-q",
                    "-t",
                    "ed25519",
                    "-N",
                    "",
                    "-f",
                    folder.resolve("id_ed25519").toString()));
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
