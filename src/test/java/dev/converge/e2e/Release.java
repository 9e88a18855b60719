package dev.converge.e2e;

import java.util.Locale;
import java.util.stream.Stream;

/** The Debian releases the lab has images of. */
enum Release {
    DEBIAN11(247),
    DEBIAN12(252),
    DEBIAN13(257);

    private final int systemd;

    Release(int systemd) {
        this.systemd = systemd;
    }

    /**
     * The one whose turn it is: another for each commit, for what takes long on each.
     *
     * @param wanted the names of those to take instead, {@code all}, or nothing
     */
    static Stream<Release> inTurn(String wanted) {
        return wanted.isEmpty()
                ? Stream.of(values()[CrashPoints.turn(values().length)])
                : Stream.of(values()).filter(release -> wanted.equals("all") || wanted.contains(release.name()));
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
