package dev.converge.engine;

import dev.converge.problem.SourceSpot;

/** Where a problem is that no file has. */
final class CommandLineSpot {

    static final SourceSpot SPOT = SourceSpot.wholeFile("command line");

    private CommandLineSpot() {}
}
