package dev.converge.report.sweep;

/** A file is no sweep that one can compare with. The message is for the operator: what is wrong, and where. */
public final class UnusableSweepException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnusableSweepException(String message) {
        super(message);
    }

    /** For whoever looks for a bug. */
    UnusableSweepException because(Throwable cause) {
        initCause(cause);
        return this;
    }
}
