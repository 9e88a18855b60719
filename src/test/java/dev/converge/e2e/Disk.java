package dev.converge.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A file system in an image of its own, which puts off what it has to write for as long as it is let. */
enum Disk {
    EXT4("16M", "commit=600", "mkfs.ext4 -q"),
    XFS("300M", "rw", "mkfs.xfs -q"),
    BTRFS("128M", "commit=600", "mkfs.btrfs -q");

    private final String size;
    private final String options;
    private final String maker;

    Disk(String size, String options, String maker) {
        this.size = size;
        this.options = options;
        this.maker = maker;
    }

    /** How it is mounted. */
    String options() {
        return options;
    }

    /** Makes one in a new file; it takes no rights to do so. */
    Path make() {
        try {
            Path image = Files.createTempFile("converge-disk", ".img");
            String script =
                    "PATH=$PATH:/usr/sbin:/sbin && truncate -s " + size + " " + image + " && " + maker + " " + image;
            LocalProcess.run(List.of("sh", "-c", script));
            return image;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
