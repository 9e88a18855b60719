package dev.converge.engine;

/** What is being done with a host. */
public enum Stage {
    CONNECTING,
    PROBING,
    CHANGING,
    VERIFYING
}
