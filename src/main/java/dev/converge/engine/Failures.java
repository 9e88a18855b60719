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

    static HostFailure bug(Throwable bug) {
        return HostFailure.failed(
                "converge failed, not the host",
                "This is a bug: " + bug,
                "Run again with -v to see where, and report it. The other hosts went on.");
    }
}
