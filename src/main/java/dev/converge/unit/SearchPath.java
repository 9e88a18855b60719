package dev.converge.unit;

import java.util.List;
import java.util.Optional;

/**
 * Where systemd looks for units, the strongest directory first (SYSTEMD.md 2). {@code /lib} is there for hosts where it is no link to
 * {@code /usr/lib}, such as Debian 11; on the others the two are the same directory.
 */
final class SearchPath {

    static final HostPath CONFIG = new HostPath("/etc/systemd/system");
    static final HostPath RUNTIME = new HostPath("/run/systemd/system");
    static final HostPath CONFIG_CONTROL = new HostPath("/etc/systemd/system.control");
    static final HostPath RUNTIME_CONTROL = new HostPath("/run/systemd/system.control");
    private static final HostPath TRANSIENT = new HostPath("/run/systemd/transient");
    private static final HostPath GENERATOR_EARLY = new HostPath("/run/systemd/generator.early");
    private static final HostPath GENERATOR = new HostPath("/run/systemd/generator");
    private static final HostPath GENERATOR_LATE = new HostPath("/run/systemd/generator.late");

    static final List<HostPath> DIRECTORIES = List.of(
            CONFIG_CONTROL,
            RUNTIME_CONTROL,
            TRANSIENT,
            GENERATOR_EARLY,
            CONFIG,
            new HostPath("/etc/systemd/system.attached"),
            RUNTIME,
            new HostPath("/run/systemd/system.attached"),
            GENERATOR,
            new HostPath("/usr/local/lib/systemd/system"),
            new HostPath("/lib/systemd/system"),
            new HostPath("/usr/lib/systemd/system"),
            GENERATOR_LATE);

    private static final HostPath RUN = new HostPath("/run");
    private static final String LIB = "/lib/";
    private static final String USR_LIB = "/usr/lib/";

    private SearchPath() {}

    /** Whether the path lies somewhere below a directory of the search path. */
    static boolean contains(HostPath path) {
        return DIRECTORIES.stream().anyMatch(path::isBelow);
    }

    /** Whether what is there is gone after a reboot. */
    static boolean isRuntime(HostPath path) {
        return path.isBelow(RUN);
    }

    static boolean isGenerated(HostPath path) {
        return path.isBelow(GENERATOR) || path.isBelow(GENERATOR_EARLY) || path.isBelow(GENERATOR_LATE);
    }

    static boolean isTransient(HostPath path) {
        return path.isBelow(TRANSIENT);
    }

    /** The other spelling of a path below {@code /lib} or {@code /usr/lib}, which is the same file where /usr is merged. */
    static Optional<HostPath> otherSpelling(HostPath path) {
        if (path.value().startsWith(LIB)) {
            return Optional.of(new HostPath("/usr" + path.value()));
        }
        return path.value().startsWith(USR_LIB)
                ? Optional.of(new HostPath(path.value().substring("/usr".length())))
                : Optional.empty();
    }
}
