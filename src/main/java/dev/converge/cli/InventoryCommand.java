package dev.converge.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;

/** {@code converge inventory}: what the inventory says. */
final class InventoryCommand implements Callable<Integer> {

    private final Terminal terminal;

    InventoryCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    CommandSpec spec() {
        return Specs.command("inventory", this, "Shows hosts, groups and variables.");
    }

    @Override
    public Integer call() {
        throw new UnsupportedOperationException(terminal.toString());
    }
}
