package dev.converge.cli;

import dev.converge.host.Connector;

/** Where {@code java -jar converge.jar} begins. */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        int status = new Program(Terminal.ofProcess(), password -> connector()).run(arguments);
        // Nothing is left to be done at the end, and an orderly shutdown takes 10 ms.
        Runtime.getRuntime().halt(status);
    }

    private static Connector connector() {
        Connector missing = target -> {
            throw new UnsupportedOperationException("no connection yet");
        };
        return new Connections(missing, missing);
    }
}
