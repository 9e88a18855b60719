package dev.converge.cli;

import dev.converge.engine.SavedPlan;
import dev.converge.report.saved.SavedPlanReader;
import dev.converge.report.saved.SavedPlanWriter;
import dev.converge.report.saved.UnusablePlanException;
import dev.converge.unit.Content;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;

/** The file of a saved plan. It holds contents of files that may be secret, so nobody but its owner ever reads it, nor writes it. */
final class PlanFile {

    /** What a laptop can hold in memory several times over. */
    private static final int LARGEST = 128 * 1024 * 1024;

    private static final int BEGINNING = 100;
    private static final Set<PosixFilePermission> OF_OTHERS =
            EnumSet.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);

    private final Path file;

    PlanFile(Path file) {
        this.file = file;
    }

    /**
     * Before any host is asked: a plan may take the place of nothing, or of another plan.
     *
     * @throws UsageException when something else is there, or no file can be
     */
    void refuseToOverwrite() {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new UsageException(file + " cannot be written: there is no folder " + folder);
        }
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS) && !isPlan()) {
            throw new UsageException(
                    file + " is there already and is not a saved plan, so it is left alone: name another file with -o");
        }
    }

    private boolean isPlan() {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        try (InputStream input = Files.newInputStream(file)) {
            return SavedPlanReader.isMeant(new String(input.readNBytes(BEGINNING), StandardCharsets.ISO_8859_1));
        } catch (IOException unreadable) {
            return false;
        }
    }

    /**
     * Puts the plan there in one step: at any moment there is the old file or the new one, whole.
     *
     * @throws UsageException when it cannot be written; the old file is as it was
     */
    void write(SavedPlan plan) {
        byte[] bytes = SavedPlanWriter.text(plan).getBytes(StandardCharsets.UTF_8);
        if (bytes.length > LARGEST) {
            throw new UsageException("the plan would be larger than " + LARGEST / 1024 / 1024
                    + " MiB: save it for fewer hosts at a time, with --limit");
        }
        refuseToOverwrite();
        Path beside = file.resolveSibling("." + file.getFileName() + "." + plan.run());
        try {
            AtomicFile.write(file, beside, bytes, AtomicFile.PRIVATE);
        } catch (IOException broken) {
            throw new UsageException("the plan could not be saved to " + file + ": " + broken.getMessage());
        }
    }

    /** @throws UsageException when it is no plan that can be carried out: what is wrong, where, and what to do */
    SavedPlan read() {
        try {
            if (!Files.isRegularFile(file)) {
                throw new UsageException(Files.exists(file) ? file + " is no file" : file + ": there is no such file");
            }
            if (Files.size(file) > LARGEST) {
                throw new UsageException(file + " is larger than any saved plan");
            }
            if (Files.getPosixFilePermissions(file).stream().anyMatch(OF_OTHERS::contains)) {
                throw new UsageException(file
                        + " can be written by others, who may have changed it: make the plan again, or if nobody did, chmod 600 "
                        + file);
            }
            return SavedPlanReader.read(Content.of(Files.readAllBytes(file)));
        } catch (UnusablePlanException unusable) {
            throw new UsageException(file + ": " + unusable.getMessage() + ". " + unusable.remedy());
        } catch (NoSuchFileException gone) {
            throw new UsageException(gone.getFile() + ": there is no such file");
        } catch (IOException unreadable) {
            throw new UsageException(file + " cannot be read: " + unreadable.getMessage());
        }
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
