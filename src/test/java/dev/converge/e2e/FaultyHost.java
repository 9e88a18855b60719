package dev.converge.e2e;

import java.nio.file.Path;

/**
 * A lab host with one thing wrong at a time, seen by an operator: the playbook wants one service, what is told and what holds is looked at
 * from outside.
 */
final class FaultyHost {

    static final String SERVICE = "sick.service";
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
}
