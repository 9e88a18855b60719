package dev.converge.cli;

import dev.converge.engine.HostSelection;
import dev.converge.host.Connection;
import dev.converge.host.Connector;
import dev.converge.host.HostName;
import dev.converge.host.Secret;
import dev.converge.host.Target;
import dev.converge.inventory.Inventory;
import dev.converge.inventory.InventoryReader;
import dev.converge.inventory.Targets;
import dev.converge.problem.Problems;
import dev.converge.problem.SourceSpot;
import dev.converge.ssh.SshWarmUp;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** What commands about one host have in common: their options, and the way from its name, or {@code --root DIR}, to the host. */
final class OneHost {

    static final SourceSpot SPOT = SourceSpot.wholeFile("command line");

    private final Terminal terminal;
    private final Wiring wiring;
    private final Screen screen;
    private final ConnectionOptions connection = new ConnectionOptions();
    private final OptionSpec inventory = WorkOptions.inventoryOption();
    private final OptionSpec root;
    private final String verb;

    /**
     * @param verb what the command does with a host, for messages: {@code looks at}
     * @param ofTree what {@code --root} makes of it
     */
    OneHost(Terminal terminal, Wiring wiring, String verb, String ofTree) {
        this.terminal = terminal;
        this.wiring = wiring;
        this.verb = verb;
        this.screen = new Screen(terminal);
        this.root = WorkOptions.rootOption(ofTree);
    }

    void addTo(CommandSpec command) {
        command.addOption(inventory);
        command.addOption(root);
        connection.addForOneHostTo(command);
    }

    /** Whether the host is a directory tree, and is named by no argument. */
    boolean isTree() {
        return root.<Optional<Path>>getValue().isPresent();
    }

    /**
     * The host; nothing when problems were added.
     *
     * @param words the arguments, of which the first names the host unless it is a tree
     */
    Optional<Target> target(List<String> words, Problems problems) {
        Optional<Path> tree = root.getValue();
        if (tree.isPresent()) {
            return tree(tree.get(), problems);
        }
        SshWarmUp.begin();
        return inInventory(words.getFirst(), problems);
    }

    private Optional<Target> tree(Path directory, Problems problems) {
        if (!Files.isDirectory(directory)) {
            problems.add(SPOT, "--root '" + directory + "' is not a directory");
            return Optional.empty();
        }
        return Optional.of(new Target(
                HostName.ROOT,
                new Connection.Root(directory),
                false,
                connection.connecting().timeout()));
    }

    private Optional<Target> inInventory(String pattern, Problems problems) {
        Inventory read = InventoryReader.read(WorkOptions.inventory(inventory), problems);
        Set<HostName> found = new HostSelection(read, problems.isEmpty()).onCommandLine("host", pattern, problems);
        if (found.size() > 1) {
            problems.add(
                    SPOT,
                    "'" + pattern + "' matches " + found.size() + " hosts; " + verb + " one",
                    "name one of them: converge inventory '" + pattern + "'");
            return Optional.empty();
        }
        Targets targets = new Targets(
                connection.connecting().user(),
                connection.connecting().privateKey(),
                connection.connecting().timeout());
        return read.hosts().stream()
                .filter(host -> found.contains(host.name()))
                .findFirst()
                .flatMap(host -> targets.of(host, true, problems));
    }

    /** Asks for the sudo password if it is to be asked for. */
    Connector connector(Timings timings) {
        Optional<Secret> password = connection.askBecomePass()
                ? Optional.of(Prompt.of(terminal).secret("sudo password: "))
                : Optional.empty();
        return timings.counting(wiring.connector(screen::passphrase, password));
    }

    Screen screen() {
        return screen;
    }
}
