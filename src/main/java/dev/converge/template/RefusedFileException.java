package dev.converge.template;

/** A file that templates may not use, or that is not there. It ends at {@link Templates}, as a problem. */
final class RefusedFileException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String reason;
    private final String remedy;

    RefusedFileException(String reason, String remedy) {
        super(reason);
        this.reason = reason;
        this.remedy = remedy;
    }

    RefusedFileException(String reason, String remedy, Throwable cause) {
        super(reason, cause);
        this.reason = reason;
        this.remedy = remedy;
    }

    String reason() {
        return reason;
    }

    String remedy() {
        return remedy;
    }
}
