package dev.converge.report.saved;

/** A file is no plan that can be carried out. The message is for the operator: what is wrong and where; the remedy what to do. */
public final class UnusablePlanException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String remedy;

    UnusablePlanException(String message, String remedy) {
        super(message);
        this.remedy = remedy;
    }

    /** For whoever looks for a bug. */
    UnusablePlanException because(Throwable cause) {
        initCause(cause);
        return this;
    }

    public String remedy() {
        return remedy;
    }
}
