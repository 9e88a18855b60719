package dev.converge.cli;

import dev.converge.engine.Request;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Which files are read, and for which hosts. */
final class WorkOptions {

    private static final Path INVENTORY = Path.of("inventory");
    private static final Path PLAYBOOK = Path.of("playbooks", "site.yml");

    private final PositionalParamSpec playbooks;
    private final OptionSpec inventory = inventoryOption();
    private final OptionSpec limit = OptionSpec.builder("-l", "--limit")
            .paramLabel("PATTERN")
            .type(Optional.class)
            .auxiliaryTypes(String.class)
            .description("Only hosts that match, for example 'web:&production:!web3'.")
            .build();
    private final OptionSpec root = rootOption(
            "Work on a directory tree in which no systemd runs, instead of on hosts. All plays are for it, and the inventory is not read unless -i is given.");
    private final OptionSpec templates = OptionSpec.builder("--templates")
            .paramLabel("DIR")
            .type(Optional.class)
            .auxiliaryTypes(Path.class)
            .description("Where templates are. Default: templates/ beside the playbook's folder")
            .build();
    private final OptionSpec extraVars = OptionSpec.builder("-e", "--extra-vars")
            .paramLabel("NAME=VALUE|@FILE")
            .type(List.class)
            .auxiliaryTypes(String.class)
            .initialValue(List.of())
            .description("A variable that overrides all others, or a YAML file of such; may be repeated.")
            .build();
    private final OptionSpec tags = OptionSpec.builder("--tags")
            .paramLabel("TAG")
            .type(List.class)
            .auxiliaryTypes(String.class)
            .initialValue(List.of())
            .splitRegex(",")
            .description("Only plays with one of these tags, separated by commas.")
            .build();

    WorkOptions() {
        this(0);
    }

    /** @param index how many other words come before the playbooks */
    WorkOptions(int index) {
        playbooks = PositionalParamSpec.builder()
                .index(index + "..*")
                .paramLabel("PLAYBOOK")
                .arity("0..*")
                .type(List.class)
                .auxiliaryTypes(Path.class)
                .initialValue(List.of())
                .description("Playbooks, in this order. Default: " + PLAYBOOK)
                .build();
    }

    void addTo(CommandSpec command) {
        command.addPositional(playbooks);
        command.addOption(inventory);
        command.addOption(limit);
        command.addOption(root);
        command.addOption(templates);
        command.addOption(extraVars);
        command.addOption(tags);
    }

    /** Whether it is all about a directory tree, and nothing is connected to. */
    boolean isTree() {
        Optional<Path> tree = root.getValue();
        return tree.isPresent();
    }

    Optional<String> limit() {
        return limit.getValue();
    }

    /** What was given that only making a plan takes, by its name. */
    List<String> givenForPlanning() {
        List<Path> named = playbooks.getValue();
        return Stream.concat(
                        named.isEmpty() ? Stream.empty() : Stream.of("PLAYBOOK"),
                        Specs.given(inventory, root, templates, extraVars, tags).stream())
                .toList();
    }

    /** @param connecting of {@link ConnectionOptions}, for commands that have them */
    Request request(Request.Connecting connecting) {
        Optional<Path> tree = root.getValue();
        List<Path> given = playbooks.getValue();
        return new Request(
                tree,
                tree.isPresent() ? inventory.getValue() : inventory(inventory),
                given.isEmpty() ? List.of(PLAYBOOK) : given,
                templates.getValue(),
                limit.getValue(),
                extraVars.getValue(),
                tags.getValue(),
                connecting);
    }

    static OptionSpec rootOption(String description) {
        return OptionSpec.builder("--root")
                .paramLabel("DIR")
                .type(Optional.class)
                .auxiliaryTypes(Path.class)
                .description(description)
                .build();
    }

    static OptionSpec inventoryOption() {
        return OptionSpec.builder("-i", "--inventory")
                .paramLabel("PATH")
                .type(List.class)
                .auxiliaryTypes(Path.class)
                .initialValue(List.of())
                .description("Inventory file or folder; may be repeated. Default: " + INVENTORY + "/")
                .build();
    }

    /** What was given, or the default. */
    static List<Path> inventory(OptionSpec option) {
        List<Path> given = option.getValue();
        return given.isEmpty() ? List.of(INVENTORY) : given;
    }
}
