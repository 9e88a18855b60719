package dev.converge.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What the launcher has the JVM watch in order to keep the classes of an ordinary run ready: a plan of a directory tree, told in both
 * forms. A run over SSH needs a host, so its classes are listed instead, in {@code ssh-classes.txt} ({@code bench/ssh-classes} writes it).
 */
public final class Rehearsal {

    private Rehearsal() {}

    /** @param arguments a directory tree and a playbook */
    public static void main(String[] arguments) throws IOException {
        loadListedClasses();
        PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
        Program program = new Program(new Terminal(nowhere, nowhere, false, false, Optional.empty()), Connections::new);
        program.run("plan", "--root", arguments[0], arguments[1]);
        program.run("plan", "--root", arguments[0], arguments[1], "--format", "json");
        program.run("plan", "--help");
    }

    private static void loadListedClasses() throws IOException {
        try (InputStream list = Rehearsal.class.getResourceAsStream("ssh-classes.txt")) {
            if (list == null) {
                throw new IllegalStateException("ssh-classes.txt is not in the jar");
            }
            new BufferedReader(new InputStreamReader(list, StandardCharsets.UTF_8))
                    .lines()
                    .forEach(Rehearsal::load);
        }
    }

    /** Another Java may not have it, or may have moved it. */
    private static void load(String name) {
        try {
            Class.forName(name, false, Rehearsal.class.getClassLoader());
        } catch (ClassNotFoundException | LinkageError elsewhere) {
            // the cache goes without
        }
    }
}
