package dev.converge.engine;

import dev.converge.host.HostFailure;

/** What becomes of a host when converge itself fails. */
final class Failures {

    private Failures() {}

    /** Hosts answer with up to 8 MiB, and many at a time. */
    static HostFailure tooLittleMemory() {
        return HostFailure.failed(
                "converge has too little memory",
                "The answers of the hosts that were worked on at this moment do not fit. The other hosts went on.",
                "Run again for this host, with fewer hosts at a time: --forks 5");
    }

    /** The host has what was wanted, and may lose it: the run is confirmed or undone by whoever began it. */
    static HostFailure unfinished(String run) {
        return HostFailure.failed(
                "Another run is changing the host",
                "Run " + run
                        + " was not over when the host was looked at: what it had changed may be undone. Nothing was changed.",
                "Plan again in a minute.");
    }

    static HostFailure bug(Throwable bug) {
        return HostFailure.failed(
                "converge failed, not the host",
                "This is a bug: " + bug,
                "Run again with -v to see where, and report it. The other hosts went on.");
    }
}
