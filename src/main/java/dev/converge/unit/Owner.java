package dev.converge.unit;

/** Whose file it is, by number, because names need not be known on both sides. */
public record Owner(int uid, int gid) {

    public static final Owner ROOT = new Owner(0, 0);

    public Owner {
        if (uid < 0 || gid < 0) {
            throw new IllegalArgumentException("not an owner: " + uid + ":" + gid);
        }
    }

    @Override
    public String toString() {
        return uid + ":" + gid;
    }
}
