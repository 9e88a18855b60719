package dev.converge.cli;

/** Before hosts are changed somebody has to agree. */
final class Agreement {

    private Agreement() {}

    /**
     * Called when {@code --yes} was not given, before any host is contacted.
     *
     * @throws UsageException when nobody can be asked
     */
    static void refuseWhenNobodyCanBeAsked(String command, Format format, Terminal terminal) {
        if (format == Format.json) {
            throw new UsageException(
                    command + " --format json asks nothing, because its output is for a program: add --yes");
        }
        if (terminal.console().isEmpty()) {
            throw new UsageException(
                    command + " asks before it changes anything, and there is no terminal to ask on: add --yes");
        }
    }
}
