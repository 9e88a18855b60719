package dev.converge.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/** Writes a file in one step: at any moment there is the old one or the new one, whole, also after a power cut. */
final class AtomicFile {

    /** For its owner alone. */
    static final Set<PosixFilePermission> PRIVATE =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    /** For all to read, whatever the umask says. */
    static final Set<PosixFilePermission> PUBLIC = EnumSet.of(
            PosixFilePermission.OWNER_READ,
            PosixFilePermission.OWNER_WRITE,
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.OTHERS_READ);

    private AtomicFile() {}

    /**
     * @param beside a name that nothing has, in the same folder
     * @throws IOException when it cannot be written; the old file is as it was, and nothing lies beside it
     */
    static void write(Path file, Path beside, byte[] bytes, Set<PosixFilePermission> mode) throws IOException {
        try {
            writeNew(beside, bytes, mode);
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(beside);
        }
    }

    private static void writeNew(Path beside, byte[] bytes, Set<PosixFilePermission> mode) throws IOException {
        try (FileChannel channel = FileChannel.open(
                beside,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PRIVATE))) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            Files.setPosixFilePermissions(beside, mode);
            channel.force(true);
        }
    }
}
