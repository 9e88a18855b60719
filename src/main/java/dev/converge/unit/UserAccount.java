package dev.converge.unit;

/**
 * A user of a host whose service manager runs units: what the host's user database says.
 *
 * @param gid the user's own group
 */
public record UserAccount(UserName name, int uid, int gid, HostPath home) {

    private static final HostPath LINGER = new HostPath("/var/lib/systemd/linger");

    public UserAccount {
        if (uid < 0 || gid < 0) {
            throw new IllegalArgumentException("not the numbers of a user: " + uid + ":" + gid);
        }
    }

    public Owner owner() {
        return new Owner(uid, gid);
    }

    public SearchPath searchPath() {
        return SearchPath.ofUser(home, uid);
    }

    /** The system's unit that the user's manager is. */
    public UnitName manager() {
        return new UnitName("user@" + uid + ".service");
    }

    /** A file there makes the user's manager run from boot on, without a login (loginctl(1), enable-linger). */
    public HostPath linger() {
        return linger(name);
    }

    /** Where that file is for a user of whom no more is known than the name. */
    public static HostPath linger(UserName name) {
        return LINGER.resolve(name.value());
    }
}
