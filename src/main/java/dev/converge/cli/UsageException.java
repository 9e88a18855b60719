package dev.converge.cli;

/** The command cannot be carried out as it was given. The message is for the operator. */
final class UsageException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UsageException(String message) {
        super(message);
    }
}
