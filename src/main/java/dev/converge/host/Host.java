package dev.converge.host;

/** A connected host. One thread at a time. */
public interface Host extends AutoCloseable {

    HostName name();

    /**
     * Runs one command to its end, as root when the target says become.
     *
     * @return its result, whatever the exit status
     * @throws HostFailureException when the command could not be started, the connection broke, a limit of the command was passed, or
     *     sudo refused. What the command did on the host until then is not undone.
     */
    CommandResult run(Command command) throws HostFailureException;

    /** Ends the connection. Never throws, never blocks longer than a second. */
    @Override
    void close();
}
