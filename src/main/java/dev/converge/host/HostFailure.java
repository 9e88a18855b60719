package dev.converge.host;

/**
 * Why a host could not be worked on, in words for the operator.
 *
 * @param kind decides the exit status
 * @param summary what went wrong, one short line, the same for every failure of its sort, no names in it
 * @param detail which address, key, file or program, and what it said; may hold text from the host, and is cut where that is too long
 * @param remedy what to do, a command where there is one; empty when nothing sensible can be said
 */
public record HostFailure(Kind kind, String summary, String detail, String remedy) {

    /** What sort of failure it was. */
    public enum Kind {
        /** No session could be had, or it was lost: address, network, host key, login, a connection that breaks. */
        UNREACHABLE,
        /** The session stood, but the command could not run or its answer was no good: sudo, shell, systemd, cut short. */
        FAILED
    }

    public HostFailure {
        detail = Excerpt.text(detail);
    }

    public static HostFailure unreachable(String summary, String detail, String remedy) {
        return new HostFailure(Kind.UNREACHABLE, summary, detail, remedy);
    }

    public static HostFailure failed(String summary, String detail, String remedy) {
        return new HostFailure(Kind.FAILED, summary, detail, remedy);
    }
}
