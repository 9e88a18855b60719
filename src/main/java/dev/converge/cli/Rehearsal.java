package dev.converge.cli;

import dev.converge.ssh.SshRehearsal;
import java.io.PrintWriter;
import java.io.Writer;
import java.security.GeneralSecurityException;

/**
 * What the launcher has the JVM watch in order to keep the classes of an ordinary run ready: a plan of a directory tree, told in both
 * forms, with an inventory, and as much of a run over SSH as can be done without a host.
 */
public final class Rehearsal {

    private Rehearsal() {}

    /** @param arguments a directory tree, a playbook and an inventory */
    public static void main(String[] arguments) throws GeneralSecurityException {
        PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
        Program program = new Program(Terminal.away(nowhere, nowhere), Connections::new);
        program.run("plan", "--root", arguments[0], arguments[1]);
        program.run("plan", "--root", arguments[0], arguments[1], "--format", "json");
        program.run("inventory", "-i", arguments[2], "all");
        program.run("plan", "--help");
        SshRehearsal.run();
        SshRehearsal.loadAll(Rehearsal.class);
    }
}
