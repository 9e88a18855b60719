package dev.converge.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;

/** A file that a sweep is written to: nothing, or what an earlier sweep wrote there. */
record SweepFile(SweepForm form, Path path) {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BEGINNING = 200;

    /**
     * Before any host is asked. A name mistyped must not cost a playbook.
     *
     * @throws UsageException when it cannot be written, or something else is there
     */
    void refuseToOverwrite() {
        Path folder = folder();
        if (!Files.isDirectory(folder)) {
            throw new UsageException(form.option() + ": " + path + " cannot be written: there is no folder " + folder);
        }
        if (!Files.isWritable(folder)) {
            throw new UsageException(
                    form.option() + ": " + path + " cannot be written: no files may be made in " + folder);
        }
        if (Files.exists(path, LinkOption.NOFOLLOW_LINKS) && !isOurs()) {
            throw new UsageException(
                    form.option() + ": " + path
                            + " is there already and is not what an earlier sweep wrote, so it is left alone: name another file");
        }
    }

    private Path folder() {
        Path parent = path.toAbsolutePath().getParent();
        return parent == null ? path : parent;
    }

    private boolean isOurs() {
        if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        try (InputStream input = Files.newInputStream(path)) {
            return form.isMeant(new String(input.readNBytes(BEGINNING), StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            return false;
        }
    }

    /** @throws IOException when it cannot be written; what was there is as it was */
    void write(String text) throws IOException {
        byte[] random = new byte[8];
        RANDOM.nextBytes(random);
        // The collector reads what ends in .prom, so this must not.
        Path beside = folder().resolve(".converge-" + HexFormat.of().formatHex(random) + ".new");
        AtomicFile.write(path, beside, text.getBytes(StandardCharsets.UTF_8), form.mode());
    }
}
