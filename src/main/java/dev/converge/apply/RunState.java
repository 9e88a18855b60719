package dev.converge.apply;

import dev.converge.host.HostFailure;

/** What is known of a run on a running system when a connection has nothing more to say about it. */
public sealed interface RunState {

    /** The change stands and holds. The host undoes it unless {@link Transaction#confirm} comes over a new connection in time. */
    record Awaiting() implements RunState {}

    /** The run is over. */
    record Ended(Outcome outcome) implements RunState {}

    /** The connection broke, or the host said too little: it may be doing anything. {@link Transaction#confirm} finds out. */
    record Lost(HostFailure failure) implements RunState {}
}
