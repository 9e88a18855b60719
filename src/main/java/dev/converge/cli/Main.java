package dev.converge.cli;

/** Where {@code java -jar converge.jar} begins. */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        int status = new Program(Terminal.ofProcess(), Connections::new).run(arguments);
        // Nothing is left to be done at the end, and an orderly shutdown takes 10 ms.
        Runtime.getRuntime().halt(status);
    }
}
