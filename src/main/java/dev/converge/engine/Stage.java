package dev.converge.engine;

/** What is being done with a host. */
public enum Stage {
    CONNECTING,
    PROBING,
    CHANGING,
    /** The change stands; a new connection shows that the host can still be reached. */
    CONFIRMING,
    VERIFYING,
    UNDOING
}
