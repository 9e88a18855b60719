package dev.converge.e2e;

import java.util.Locale;

/** The Debian releases the lab has images of. */
enum Release {
    DEBIAN11(247),
    DEBIAN12(252),
    DEBIAN13(257);

    private final int systemd;

    Release(int systemd) {
        this.systemd = systemd;
    }

    /** The major version of its systemd. */
    int systemd() {
        return systemd;
    }

    String image() {
        return "converge-lab:" + name().toLowerCase(Locale.ROOT);
    }

    /** The image with many server packages, see lab/servers. */
    String serversImage() {
        return "converge-lab-servers:" + name().toLowerCase(Locale.ROOT);
    }

    /** Under this name the host is in the test's inventory. */
    String hostName() {
        return "host" + systemd;
    }
}
