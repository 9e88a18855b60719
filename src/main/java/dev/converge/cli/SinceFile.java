package dev.converge.cli;

import dev.converge.report.sweep.EarlierSweep;
import dev.converge.report.sweep.EarlierSweepReader;
import dev.converge.report.sweep.UnusableSweepException;
import dev.converge.unit.Content;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The file of {@code --since}: what an earlier sweep wrote with {@code --json}. */
final class SinceFile {

    /** The sweep of some ten thousand hosts. */
    private static final int LARGEST = 64 * 1024 * 1024;

    private SinceFile() {}

    /** @throws UsageException when it is no sweep: what is wrong, where, and what to do */
    static EarlierSweep read(Path file) {
        try {
            if (!Files.isRegularFile(file)) {
                throw new UsageException("--since: "
                        + (Files.exists(file)
                                ? file + " is no file"
                                : file + ": there is no such file; only one that --json makes may be missing"));
            }
            if (Files.size(file) > LARGEST) {
                throw new UsageException("--since: " + file + " is larger than any sweep");
            }
            return EarlierSweepReader.read(Content.of(Files.readAllBytes(file)));
        } catch (UnusableSweepException unusable) {
            throw new UsageException("--since: " + file + ": " + unusable.getMessage()
                    + ". It takes what an earlier converge check wrote with --json FILE");
        } catch (IOException unreadable) {
            throw new UsageException("--since: " + file + " cannot be read: " + unreadable.getMessage());
        }
    }
}
