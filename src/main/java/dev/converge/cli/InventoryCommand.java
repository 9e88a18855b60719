package dev.converge.cli;

import dev.converge.engine.HostSelection;
import dev.converge.host.HostName;
import dev.converge.inventory.Inventory;
import dev.converge.inventory.InventoryHost;
import dev.converge.inventory.InventoryReader;
import dev.converge.problem.Problems;
import dev.converge.report.InventoryReport;
import dev.converge.report.Page;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code converge inventory}: what the inventory says, without contacting any host. */
final class InventoryCommand implements Callable<Integer> {

    private final Terminal terminal;
    private final OutputOptions output = new OutputOptions();
    private final OptionSpec inventory = WorkOptions.inventoryOption();
    private final PositionalParamSpec pattern = PositionalParamSpec.builder()
            .paramLabel("PATTERN")
            .arity("0..1")
            .type(Optional.class)
            .auxiliaryTypes(String.class)
            .description("Only hosts that match. Default: all")
            .build();
    private final OptionSpec graph = Specs.flag("Groups and their hosts as a tree.", "--graph");
    private final OptionSpec list = Specs.flag("Hosts with their variables.", "--list");

    InventoryCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    CommandSpec spec() {
        CommandSpec spec = Specs.command("inventory", this, "Shows hosts, groups and variables.");
        spec.addPositional(pattern);
        spec.addOption(inventory);
        spec.addOption(graph);
        spec.addOption(list);
        output.addTo(spec);
        return spec;
    }

    @Override
    public Integer call() {
        Problems problems = new Problems();
        Inventory read = InventoryReader.read(WorkOptions.inventory(inventory), problems);
        List<InventoryHost> hosts = selected(read, problems);
        if (!problems.isEmpty()) {
            return output.refuse(terminal, problems).number();
        }
        report(read, hosts);
        return ExitStatus.DONE.number();
    }

    private List<InventoryHost> selected(Inventory read, Problems problems) {
        Optional<String> wanted = pattern.getValue();
        if (wanted.isEmpty()) {
            return read.hosts();
        }
        Set<HostName> names =
                new HostSelection(read, problems.isEmpty()).onCommandLine("pattern", wanted.get(), problems);
        return read.hosts().stream().filter(host -> names.contains(host.name())).toList();
    }

    private void report(Inventory read, List<InventoryHost> hosts) {
        Page page = output.page(terminal);
        if (output.format() == Format.json) {
            InventoryReport.json(terminal.out(), read, hosts);
        } else if (graph.<Boolean>getValue()) {
            InventoryReport.graph(page, read, hosts);
        } else if (list.<Boolean>getValue()) {
            InventoryReport.variables(page, hosts);
        } else {
            InventoryReport.names(page, hosts);
        }
    }
}
