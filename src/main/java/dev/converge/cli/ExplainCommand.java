package dev.converge.cli;

import dev.converge.engine.ExplainResult;
import dev.converge.engine.Explainer;
import dev.converge.engine.HostSelection;
import dev.converge.host.Connection;
import dev.converge.host.HostName;
import dev.converge.host.Secret;
import dev.converge.host.Target;
import dev.converge.inventory.Inventory;
import dev.converge.inventory.InventoryReader;
import dev.converge.inventory.Targets;
import dev.converge.problem.Problems;
import dev.converge.problem.SourceSpot;
import dev.converge.report.ExplainReport;
import dev.converge.report.Notice;
import dev.converge.ssh.SshWarmUp;
import dev.converge.unit.UnitName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code converge explain}: all there is to say of one unit of one host. Reads no playbook. */
final class ExplainCommand implements Callable<Integer> {

    private static final SourceSpot SPOT = SourceSpot.wholeFile("command line");

    private final Terminal terminal;
    private final Wiring wiring;
    private final Screen screen;
    private final OutputOptions output = new OutputOptions();
    private final ConnectionOptions connection = new ConnectionOptions();
    private final Timings timings = new Timings();
    private final OptionSpec inventory = WorkOptions.inventoryOption();
    private final OptionSpec root =
            WorkOptions.rootOption("Explain a unit of a directory tree in which no systemd runs; HOST is left out.");
    private final PositionalParamSpec words = PositionalParamSpec.builder()
            .paramLabel("HOST UNIT")
            .arity("1..2")
            .type(List.class)
            .auxiliaryTypes(String.class)
            .initialValue(List.of())
            .description(
                    "A host of the inventory, and a unit of it, declared anywhere or not. Without a suffix it is a .service.")
            .build();

    ExplainCommand(Terminal terminal, Wiring wiring) {
        this.terminal = terminal;
        this.wiring = wiring;
        this.screen = new Screen(terminal);
    }

    CommandSpec spec() {
        CommandSpec spec = Specs.command(
                "explain",
                this,
                "Tells all about one unit of one host: what each line of its files does, what starts it, how often it can restart, and what runs.");
        spec.addPositional(words);
        spec.addOption(inventory);
        spec.addOption(root);
        connection.addForOneHostTo(spec);
        output.addTo(spec);
        return spec;
    }

    @Override
    public Integer call() {
        Problems problems = new Problems();
        Optional<Path> tree = root.getValue();
        List<String> given = words.getValue();
        if (given.size() != (tree.isPresent() ? 1 : 2)) {
            throw new UsageException(
                    tree.isPresent()
                            ? "explain --root DIR takes one argument, the unit; the tree is the host"
                            : "explain takes a host and a unit, or --root DIR and a unit");
        }
        if (tree.isEmpty()) {
            SshWarmUp.begin();
        }
        Optional<UnitName> unit = unit(given.getLast(), problems);
        Optional<Target> target = tree.isPresent() ? tree(tree.get(), problems) : target(given.getFirst(), problems);
        if (!problems.isEmpty() || unit.isEmpty() || target.isEmpty()) {
            return output.refuse(terminal, problems).number();
        }
        if (!unit.get().value().equals(given.getLast())) {
            new Notice(terminal.err()).line("converge: '" + given.getLast() + "' is taken for " + unit.get());
        }
        return report(explainer().explain(target.get(), unit.get())).number();
    }

    /** As systemctl does: a name without the suffix of a unit type is that of a service. */
    private static Optional<UnitName> unit(String written, Problems problems) {
        Optional<UnitName> unit = UnitName.parse(written).or(() -> UnitName.parse(written + ".service"));
        if (unit.isEmpty()) {
            problems.add(
                    SPOT,
                    "'" + written + "' cannot be the name of a unit",
                    "names are of letters, digits and :_.\\@- with a suffix such as .service");
        }
        return unit;
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

    private Optional<Target> target(String pattern, Problems problems) {
        Inventory read = InventoryReader.read(WorkOptions.inventory(inventory), problems);
        Set<HostName> found = new HostSelection(read, problems.isEmpty()).onCommandLine("host", pattern, problems);
        if (found.size() > 1) {
            problems.add(
                    SPOT,
                    "'" + pattern + "' matches " + found.size() + " hosts; explain looks at one",
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

    private Explainer explainer() {
        Optional<Secret> password = connection.askBecomePass()
                ? Optional.of(Prompt.of(terminal).secret("sudo password: "))
                : Optional.empty();
        return new Explainer(timings.counting(wiring.connector(screen::passphrase, password)));
    }

    private ExitStatus report(ExplainResult result) {
        switch (output.format()) {
            case text -> ExplainReport.text(output.page(terminal), result);
            case json -> ExplainReport.json(terminal.out(), result);
        }
        if (output.verbose()) {
            timings.print(terminal.err());
        }
        return ExitStatus.of(result);
    }
}
