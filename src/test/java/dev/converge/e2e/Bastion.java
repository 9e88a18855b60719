package dev.converge.e2e;

import dev.converge.docs.MarkdownPage;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A lab host that docs/nightly.md makes a bastion of: the commands of the page are typed by an operator whose ssh calls the host {@code bastion}. Java
 * comes from this machine; the images have none.
 */
record Bastion(LabHost host, Workspace operator) {

    private static final Path PAGE = Path.of("docs", "nightly.md");

    /** What the copies that are made of the checkout do not have. */
    private static final String OPERATOR = """
            mkdir -p playbooks home/.ssh bin-of-operator
            cp known_hosts home/.ssh/known_hosts
            ln -sfn "$1/bin" bin
            ln -sfn "$1/target" target
            printf '#!/bin/sh\\nexec /usr/bin/ssh -F "$(dirname "$0")/../ssh_config.$BASTION" "$@"\\n' >bin-of-operator/ssh
            chmod +x bin-of-operator/ssh
            """;

    /** Only what a program needs that runs without a screen; links are followed, for a distribution's JDK has them. */
    private static final String JAVA =
            "tar -C \"$1\" -chf - --exclude=lib/src.zip --exclude=lib/ct.sym --exclude=lib/server/classes*.jsa"
                    + " bin/java conf lib release | docker exec -i \"$2\" sh -c"
                    + " 'mkdir -p /usr/lib/jvm/of-tests && tar -C /usr/lib/jvm/of-tests -xf -'";

    /** An operator with a checkout, an inventory and the known keys of all hosts. */
    static Workspace operator(Path folder, List<LabHost> bastions, LabHost swept) {
        Workspace operator =
                new Workspace(folder).copy("docs").copy("playbooks").copy("templates");
        StringBuilder inventory = new StringBuilder("bastion:\n  hosts:\n");
        StringBuilder known = new StringBuilder();
        bastions.forEach(host -> inventory.append(entry(host)));
        for (String group : List.of("tank", "scan")) {
            inventory.append(group + ":\n  hosts:\n" + entry(swept));
        }
        inventory.append("all:\n  vars:\n    ansible_user: deploy\n    ansible_ssh_private_key_file: "
                + LabHosts.privateKey() + "\n    converge_known_hosts: " + folder.resolve("known_hosts") + "\n");
        Stream.concat(bastions.stream(), Stream.of(swept)).forEach(host -> known.append(known(host)));
        operator.write("inventory/hosts.yml", inventory.toString()).write("known_hosts", known.toString());
        bastions.forEach(host -> operator.write("ssh_config." + host.name(), sshConfig(host, folder)));
        LocalProcess.run(List.of(
                "sh",
                "-ec",
                "cd \"$2\"\n" + OPERATOR,
                "sh",
                Path.of("").toAbsolutePath().toString(),
                folder.toString()));
        return operator;
    }

    private static String entry(LabHost host) {
        return "    " + host.name() + ": { ansible_host: " + host.address() + " }\n";
    }

    private static String known(LabHost host) {
        return host.knownHostsLines().replace("[127.0.0.1]:" + host.port() + " ", host.address() + " ");
    }

    private static String sshConfig(LabHost host, Path folder) {
        return "Host bastion\n  HostName " + host.address() + "\n  User deploy\n  IdentitiesOnly yes\n  IdentityFile "
                + LabHosts.privateKey() + "\n  UserKnownHostsFile " + folder.resolve("known_hosts") + "\n";
    }

    void putJava() {
        LocalProcess.run(List.of("sh", "-ec", JAVA, "sh", System.getProperty("java.home"), host.containerId()));
    }

    /** What the only command block of the page that begins like this prints. */
    String type(String beginning) {
        List<String> commands =
                blocks("text").filter(text -> text.startsWith(beginning)).toList();
        if (commands.size() != 1) {
            throw new AssertionError(PAGE + " has " + commands.size() + " blocks that begin with " + beginning);
        }
        return LocalProcess.run(List.of(
                "bash",
                "-euc",
                "cd \"$0\"; export BASTION=\"$1\" HOME=\"$0/home\" PATH=\"$0/bin-of-operator:$PATH\"\n"
                        + commands.getFirst(),
                operator.folder().toString(),
                host.name()));
    }

    static Stream<String> blocks(String language) {
        return MarkdownPage.all().stream()
                .filter(page -> page.file().equals(PAGE))
                .flatMap(page -> page.blocks().stream())
                .filter(block -> block.language().equals(language))
                .map(MarkdownPage.Block::text);
    }
}
