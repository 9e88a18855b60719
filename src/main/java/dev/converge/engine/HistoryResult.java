package dev.converge.engine;

import dev.converge.history.HostHistory;
import dev.converge.history.PastRun;
import dev.converge.host.HostFailure;
import dev.converge.host.HostName;

/** What came of asking one host about its earlier runs. */
public sealed interface HistoryResult {

    HostName host();

    /** All the host knows. */
    record Told(HostName host, HostHistory history) implements HistoryResult {}

    /** One run of it, which was asked for. */
    record ToldOf(HostName host, HostHistory history, PastRun run) implements HistoryResult {}

    /**
     * The host has no record of the run that was asked for.
     *
     * @param advice what may have been meant; empty when nothing is near
     */
    record NoSuchRun(HostName host, String asked, String advice) implements HistoryResult {}

    /** The host could not be asked. */
    record Failed(HostName host, HostFailure failure) implements HistoryResult {}
}
