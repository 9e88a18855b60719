package dev.converge.cli;

import dev.converge.host.Connector;
import dev.converge.ssh.SshRehearsal;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;

/**
 * What the launcher has the JVM watch in order to keep the classes of an ordinary run ready: a plan of a directory tree, told in both
 * forms, plans of hosts with a running systemd, as recorded, and as much of a run over SSH as can be done without a host.
 */
public final class Rehearsal {

    private static final PrintWriter NOWHERE = new PrintWriter(Writer.nullWriter());

    private Rehearsal() {}

    /** @param arguments a directory tree, a playbook, an inventory, and answers of a probe */
    public static void main(String[] arguments) throws IOException, GeneralSecurityException {
        Program program = new Program(Terminal.away(NOWHERE, NOWHERE), Connections::new);
        program.run("plan", "--root", arguments[0], arguments[1]);
        program.run("plan", "--root", arguments[0], arguments[1], "--format", "json");
        program.run("inventory", "-i", arguments[2], "all");
        program.run("plan", "--help");
        for (int number = 3; number < arguments.length; number++) {
            planRecorded(Files.readString(Path.of(arguments[number])), arguments[1], arguments[2]);
        }
        SshRehearsal.run();
        SshRehearsal.loadAll(Rehearsal.class);
    }

    /** Every host of the inventory gives the same answer. */
    private static void planRecorded(String answer, String playbook, String inventory) {
        Connector recorded = target -> new RecordedHost(target.name(), answer);
        new Program(Terminal.away(NOWHERE, NOWHERE), (passphrases, becomePassword) -> recorded)
                .run("plan", "-i", inventory, playbook);
    }
}
