package dev.converge.host;

/** Opens connections. Safe for use by many threads. */
@FunctionalInterface
public interface Connector {

    /**
     * @throws HostFailureException when the host does not answer, its key is not the known one, or it does not let us in; nothing stays open
     */
    Host connect(Target target) throws HostFailureException;
}
