package dev.converge.inventory;

import dev.converge.problem.Problems;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Variables that tell Ansible how to reach a host and that converge does not follow. */
final class UnsupportedVariables {

    private static final String OWN_SSH =
            "converge has an SSH client of its own: remove the options; reach hosts behind a bastion by running converge there";

    private static final String KEYS_ONLY = "log in with a key: ansible_ssh_private_key_file, or ssh-agent";

    private static final String ASK_SUDO = "remove it and let converge ask: --ask-become-pass";

    private static final String SUDO_ROOT =
            "converge becomes root through sudo, or logs in as root with ansible_become: false";

    private static final String STRICT_KEYS =
            "host keys are always checked: put the host's key into known_hosts, or name a file with converge_known_hosts";

    /** @param harmless values that mean what converge does anyway, in lower case */
    private record Unsupported(String name, Set<String> harmless, String remedy) {}

    private static final List<Unsupported> UNSUPPORTED = List.of(
            new Unsupported("ansible_ssh_args", Set.of(), OWN_SSH),
            new Unsupported("ansible_ssh_common_args", Set.of(), OWN_SSH),
            new Unsupported("ansible_ssh_extra_args", Set.of(), OWN_SSH),
            new Unsupported("ansible_ssh_executable", Set.of("ssh", "/usr/bin/ssh"), OWN_SSH),
            new Unsupported("ansible_paramiko_proxy_command", Set.of(), OWN_SSH),
            new Unsupported("ansible_password", Set.of(), KEYS_ONLY),
            new Unsupported("ansible_ssh_pass", Set.of(), KEYS_ONLY),
            new Unsupported("ansible_ssh_password", Set.of(), KEYS_ONLY),
            new Unsupported(
                    "ansible_ssh_private_key_passphrase", Set.of(), "remove it: converge asks for the passphrase once"),
            new Unsupported("ansible_private_key", Set.of(), KEYS_ONLY),
            new Unsupported("ansible_ssh_private_key", Set.of(), KEYS_ONLY),
            new Unsupported("ansible_become_pass", Set.of(), ASK_SUDO),
            new Unsupported("ansible_become_password", Set.of(), ASK_SUDO),
            new Unsupported("ansible_sudo_pass", Set.of(), ASK_SUDO),
            new Unsupported("ansible_become_method", Set.of("sudo", "ansible.builtin.sudo"), SUDO_ROOT),
            new Unsupported("ansible_become_user", Set.of("root"), SUDO_ROOT),
            new Unsupported("ansible_become_exe", Set.of("sudo", "/usr/bin/sudo"), SUDO_ROOT),
            new Unsupported("ansible_become_flags", Set.of("-h -s -n", "-n"), SUDO_ROOT),
            new Unsupported("ansible_host_key_checking", Set.of("true", "yes"), STRICT_KEYS),
            new Unsupported("ansible_ssh_host_key_checking", Set.of("true", "yes"), STRICT_KEYS));

    private UnsupportedVariables() {}

    /** A problem for each that is set, where it is set. The value is not told: it may be a password. */
    static void report(InventoryHost host, Problems problems) {
        for (Unsupported unsupported : UNSUPPORTED) {
            Object value = host.variables().getOrDefault(unsupported.name(), "");
            String text = value.toString().toLowerCase(Locale.ROOT);
            if (!text.isEmpty() && !unsupported.harmless().contains(text)) {
                problems.add(
                        host.spotOf(unsupported.name()),
                        "'" + unsupported.name() + "' is not supported (host " + host.name() + ")",
                        unsupported.remedy());
            }
        }
    }
}
