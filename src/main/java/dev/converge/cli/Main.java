package dev.converge.cli;

import dev.converge.host.Connector;
import dev.converge.host.LocalHost;

/** Where {@code java -jar converge.jar} begins. */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        int status = new Program(Terminal.ofProcess(), password -> connector()).run(arguments);
        // Nothing is left to be done at the end, and an orderly shutdown takes 10 ms.
        Runtime.getRuntime().halt(status);
    }

    private static Connector connector() {
        Connector ssh = target -> {
            throw new UnsupportedOperationException("no SSH yet");
        };
        return new Connections(ssh, LocalHost::of);
    }
}
