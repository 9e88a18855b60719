package dev.converge.e2e;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;

/**
 * A lab host with one thing wrong at a time, seen by an operator: the playbook wants one service, what is told and what holds is looked at
 * from outside.
 */
final class FaultyHost {

    static final String HOME = "/etc/systemd/system/.converge";

    /** No change is open, nothing works on one or is about to, and nothing stands by. */
    static final String QUIET = "test ! -e " + HOME + "/txn && test ! -e /etc/systemd/system/converge-recover.service"
            + " && ! ls /run/systemd/transient/converge-* 2>/dev/null"
            + " && ! pgrep -f '^(sudo -n )?sh -s' >/dev/null";

    static final String PLAYBOOK = """
            - name: Faults
              hosts: sick
              units:
                sick.service:
                  content: "[Service]\\nExecStart=/bin/sleep infinity\\n"
                  state: started
                  restart: { Restart: on-failure, RestartSec: 5s, StartLimitIntervalSec: 5min, StartLimitBurst: 5 }
            """;

    private final LabHost lab;
    private final Workspace workspace;

    private FaultyHost(LabHost lab, Workspace workspace) {
        this.lab = lab;
        this.workspace = workspace;
    }

    static FaultyHost of(LabHost lab, Path folder) {
        return new FaultyHost(lab, new Workspace(folder).inventory("sick", lab).write("playbooks/site.yml", PLAYBOOK));
    }

    LabHost lab() {
        return lab;
    }

    Workspace workspace() {
        return workspace;
    }

    /** Declares the service in another way. */
    FaultyHost wants(String service, String more) {
        workspace.write("playbooks/site.yml", """
                - name: Faults
                  hosts: sick
                  units:
                    sick.service:
                      content: "%s"
                %s
                """.formatted(service.replace("\n", "\\n"), more.indent(6)));
        return this;
    }

    /** Runs converge while something is wrong. */
    Workspace.Run during(String fault, String cure, String... arguments) {
        lab.exec(fault);
        try {
            return workspace.converge(arguments);
        } finally {
            lab.exec(cure);
        }
    }

    /** The plan while something is wrong. */
    Workspace.Run planDuring(String fault, String cure) {
        return during(fault, cure, "plan", "--timeout", "4");
    }

    /**
     * What a change came to while something was wrong.
     *
     * @param touched the paths that are not as before; converge's own home does not count
     */
    record Attempt(Workspace.Run run, SortedSet<String> touched) {}

    /** Applies while something is wrong, and looks at the host before the cure. */
    Attempt applyDuring(Runnable fault, Runnable cure, String... more) {
        fault.run();
        try {
            Snapshot before = Snapshot.of(lab);
            List<String> arguments = new ArrayList<>(List.of("apply", "--yes"));
            arguments.addAll(List.of(more));
            Workspace.Run run = workspace.converge(arguments.toArray(String[]::new));
            return new Attempt(run, touchedSince(before));
        } finally {
            cure.run();
        }
    }

    Attempt applyDuring(String fault, String cure, String... more) {
        return applyDuring(() -> lab.exec(fault), () -> lab.exec(cure), more);
    }

    /** The paths that are not as they were; converge's own home does not count. */
    SortedSet<String> touchedSince(Snapshot before) {
        SortedSet<String> touched = Snapshot.of(lab).difference(before);
        // systemd makes the directory for the first unit that a run starts, and keeps it.
        touched.removeIf(path -> path.startsWith(HOME) || path.equals("/run/systemd/transient"));
        return touched;
    }

    /** Waits until a command succeeds on the host. */
    void await(String condition, Duration longest) {
        long deadline = System.nanoTime() + longest.toNanos();
        while (lab.tryExec(condition).getExitCode() != 0) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("not within " + longest + ": " + condition);
            }
        }
    }

    /** Forgets what earlier runs left, the service included. */
    void forget() {
        lab.exec("systemctl stop sick.service 2>/dev/null; rm -rf /etc/systemd/system/sick.service* " + HOME
                + "; systemctl daemon-reload; systemctl reset-failed");
    }
}
