package dev.converge.unit;

import java.util.List;
import java.util.Optional;

/**
 * Where a service manager looks for units and presets, the strongest directory first (SYSTEMD.md 2): the system's, or that of one user.
 * systemd prints it as {@code UnitPath}.
 */
public final class SearchPath {

    private static final HostPath RUN = new HostPath("/run");
    private static final String LIB = "/lib/";
    private static final String USR_LIB = "/usr/lib/";

    /**
     * The system's. {@code /lib} is there for hosts where it is no link to {@code /usr/lib}, such as Debian 11; on the others the two
     * are the same directory.
     */
    public static final SearchPath SYSTEM = system();

    private final Written written;
    private final List<HostPath> directories;
    private final List<HostPath> presets;

    /** The directories that are written at run time, by systemd or by people, as roots of everything below them. */
    private record Written(
            HostPath config,
            HostPath runtime,
            HostPath configControl,
            HostPath runtimeControl,
            HostPath transients,
            List<HostPath> generated) {}

    private SearchPath(Written written, List<HostPath> directories, List<HostPath> presets) {
        this.written = written;
        this.directories = directories;
        this.presets = presets;
    }

    private static SearchPath system() {
        HostPath run = new HostPath("/run/systemd");
        HostPath etc = new HostPath("/etc/systemd");
        Written written = new Written(
                etc.resolve("system"),
                run.resolve("system"),
                etc.resolve("system.control"),
                run.resolve("system.control"),
                run.resolve("transient"),
                generated(run));
        List<HostPath> directories = List.of(
                written.configControl(),
                written.runtimeControl(),
                written.transients(),
                run.resolve("generator.early"),
                written.config(),
                etc.resolve("system.attached"),
                written.runtime(),
                run.resolve("system.attached"),
                run.resolve("generator"),
                new HostPath("/usr/local/lib/systemd/system"),
                new HostPath("/lib/systemd/system"),
                new HostPath("/usr/lib/systemd/system"),
                run.resolve("generator.late"));
        return new SearchPath(written, directories, presets("system-preset"));
    }

    /**
     * That of a user's manager, as 247, 252 and 257 print it; 257 no longer looks in {@code /etc/xdg}, where nobody keeps units.
     *
     * @param home the user's home directory
     * @param uid the user's number
     */
    public static SearchPath ofUser(HostPath home, int uid) {
        HostPath own = home.resolve(".config/systemd");
        HostPath run = new HostPath("/run/user/" + uid + "/systemd");
        Written written = new Written(
                own.resolve("user"),
                run.resolve("user"),
                own.resolve("user.control"),
                run.resolve("user.control"),
                run.resolve("transient"),
                generated(run));
        List<HostPath> directories = List.of(
                written.configControl(),
                written.runtimeControl(),
                written.transients(),
                run.resolve("generator.early"),
                written.config(),
                new HostPath("/etc/xdg/systemd/user"),
                new HostPath("/etc/systemd/user"),
                written.runtime(),
                new HostPath("/run/systemd/user"),
                run.resolve("generator"),
                home.resolve(".local/share/systemd/user"),
                new HostPath("/usr/local/share/systemd/user"),
                new HostPath("/usr/share/systemd/user"),
                new HostPath("/usr/local/lib/systemd/user"),
                new HostPath("/lib/systemd/user"),
                new HostPath("/usr/lib/systemd/user"),
                run.resolve("generator.late"));
        return new SearchPath(written, directories, presets("user-preset"));
    }

    private static List<HostPath> generated(HostPath run) {
        return List.of(run.resolve("generator.early"), run.resolve("generator"), run.resolve("generator.late"));
    }

    private static List<HostPath> presets(String name) {
        return List.of(
                new HostPath("/etc/systemd/" + name),
                new HostPath("/run/systemd/" + name),
                new HostPath("/usr/local/lib/systemd/" + name),
                new HostPath("/usr/lib/systemd/" + name),
                new HostPath("/lib/systemd/" + name));
    }

    /** All directories in which a unit's file may lie, the strongest first. */
    List<HostPath> directories() {
        return directories;
    }

    /** All directories of preset files, the strongest first: a file hides all files of its name in later directories. */
    List<HostPath> presets() {
        return presets;
    }

    /** Where people and {@code systemctl enable} write: {@code /etc/systemd/system}, or {@code ~/.config/systemd/user}. */
    public HostPath config() {
        return written.config();
    }

    /** The same for what is to be gone after a reboot. */
    public HostPath runtime() {
        return written.runtime();
    }

    /** All directories that hands and {@code systemctl} write to. */
    List<HostPath> writtenByHand() {
        return List.of(written.config(), written.runtime(), written.configControl(), written.runtimeControl());
    }

    /** Whether the path lies somewhere below a directory of the search path. */
    public boolean contains(HostPath path) {
        return directories.stream().anyMatch(path::isBelow);
    }

    boolean isGenerated(HostPath path) {
        return written.generated().stream().anyMatch(path::isBelow);
    }

    boolean isTransient(HostPath path) {
        return path.isBelow(written.transients());
    }

    /** Whether what is there is gone after a reboot. */
    static boolean isRuntime(HostPath path) {
        return path.isBelow(RUN);
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
