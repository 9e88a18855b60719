package dev.converge.host;

/** Carries a {@link HostFailure} out of the edge of I/O to the engine, which turns it into that host's result. */
public final class HostFailureException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient HostFailure failure;

    public HostFailureException(HostFailure failure) {
        super(failure.summary());
        this.failure = failure;
    }

    public HostFailureException(HostFailure failure, Throwable cause) {
        super(failure.summary(), cause);
        this.failure = failure;
    }

    public HostFailure failure() {
        return failure;
    }
}
