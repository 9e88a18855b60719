package dev.converge.playbook;

import dev.converge.problem.Problems;
import dev.converge.yaml.MappingReader;
import dev.converge.yaml.YamlNode;
import java.util.Map;

/**
 * Keys that converge does not know but people will write: most are of Ansible. Each gets its own explanation
 * instead of "unknown key".
 */
final class ForeignKeys {

    private record Explanation(String message, String remedy) {}

    private static final Explanation IN_ROLLOUT = new Explanation(
            "is Ansible's: how hosts are changed one after the other stands under 'rollout:'",
            "write rollout: { batches: [1, 25%, 100%], max_failures: 0 }");
    private static final Explanation OF_ONE_UNIT =
            new Explanation("belongs to a unit", "write it under the unit: { scope: user, user: NAME }");
    private static final Explanation NO_TASKS = new Explanation(
            "is Ansible's: a converge play declares units and files, not tasks",
            "describe the wanted state under 'units:' and 'files:'");
    private static final Explanation LOOKS_FIRST =
            new Explanation("is Ansible's: converge always looks at a host before it plans", "remove it");
    private static final Explanation ROOT_BY_SUDO = new Explanation(
            "is Ansible's: converge becomes root through sudo and nothing else",
            "remove it; 'become: false' works as the login user");
    private static final Explanation IN_THE_INVENTORY = new Explanation(
            "belongs to the inventory", "set ansible_user or ansible_connection for the host or its group there");
    private static final Explanation VARIABLES = new Explanation(
            "is Ansible's: converge reads variables from the inventory and from 'vars:'",
            "put them under 'vars:', in group_vars/ or in host_vars/, or pass -e @FILE");
    private static final Explanation ON_THE_COMMAND_LINE =
            new Explanation("is Ansible's", "name all playbooks on the command line: converge plan A.yml B.yml");
    private static final Explanation RELOADS_BY_ITSELF =
            new Explanation("is Ansible's: converge reloads systemd by itself when a file has changed", "remove it");

    private static final Map<String, Explanation> OF_A_PLAY = Map.ofEntries(
            Map.entry("scope", OF_ONE_UNIT),
            Map.entry("user", OF_ONE_UNIT),
            Map.entry("serial", IN_ROLLOUT),
            Map.entry("max_fail_percentage", IN_ROLLOUT),
            Map.entry("tasks", NO_TASKS),
            Map.entry("pre_tasks", NO_TASKS),
            Map.entry("post_tasks", NO_TASKS),
            Map.entry("handlers", NO_TASKS),
            Map.entry("roles", NO_TASKS),
            Map.entry("gather_facts", LOOKS_FIRST),
            Map.entry("become_user", ROOT_BY_SUDO),
            Map.entry("become_method", ROOT_BY_SUDO),
            Map.entry("remote_user", IN_THE_INVENTORY),
            Map.entry("connection", IN_THE_INVENTORY),
            Map.entry("vars_files", VARIABLES),
            Map.entry("import_playbook", ON_THE_COMMAND_LINE));

    private static final Map<String, Explanation> OF_A_UNIT = Map.of(
            "daemon_reload", RELOADS_BY_ITSELF,
            "daemon-reload", RELOADS_BY_ITSELF);

    private ForeignKeys() {}

    static void explainInPlay(YamlNode.Mapping play, MappingReader reader, Problems problems) {
        explain(play, OF_A_PLAY, reader, problems);
    }

    static void explainInUnit(YamlNode.Mapping unit, MappingReader reader, Problems problems) {
        explain(unit, OF_A_UNIT, reader, problems);
    }

    /** Asks the reader only for keys that are there, so that none of these is ever suggested for a misspelt one. */
    private static void explain(
            YamlNode.Mapping mapping, Map<String, Explanation> known, MappingReader reader, Problems problems) {
        for (YamlNode.Entry entry : mapping.entries()) {
            String key = entry.key().text();
            Explanation explanation = known.get(key);
            if (explanation != null) {
                reader.take(key);
                problems.add(entry.key().spot(), "'" + key + "' " + explanation.message(), explanation.remedy());
            }
        }
    }
}
