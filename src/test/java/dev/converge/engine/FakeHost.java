package dev.converge.engine;

import dev.converge.host.Command;
import dev.converge.host.CommandResult;
import dev.converge.host.Host;
import dev.converge.host.HostFailure;
import dev.converge.host.HostFailureException;
import dev.converge.host.HostName;
import dev.converge.host.LocalHost;
import dev.converge.host.Target;
import java.util.concurrent.atomic.AtomicInteger;

/** A host that is a directory tree; counts what it runs, and fails where the test wants it to. */
final class FakeHost implements Host {

    /** What happens instead of a command. */
    @FunctionalInterface
    interface Trouble {
        void strike() throws HostFailureException;
    }

    static final HostFailure BROKEN = HostFailure.unreachable("The connection broke", "reset by peer", "");

    private final Host tree;
    private final int troubledCommand;
    private final Trouble trouble;
    private final AtomicInteger commands = new AtomicInteger();
    private boolean closed;

    /** @param troubledCommand 1 for the first; 0 for none */
    FakeHost(Target target, int troubledCommand, Trouble trouble) {
        this.tree = LocalHost.of(target);
        this.troubledCommand = troubledCommand;
        this.trouble = trouble;
    }

    static final Trouble BREAK_CONNECTION = () -> {
        throw new HostFailureException(BROKEN);
    };

    int commands() {
        return commands.get();
    }

    boolean isClosed() {
        return closed;
    }

    @Override
    public HostName name() {
        return tree.name();
    }

    @Override
    public CommandResult run(Command command) throws HostFailureException {
        if (commands.incrementAndGet() == troubledCommand) {
            trouble.strike();
        }
        return tree.run(command);
    }

    @Override
    public void close() {
        closed = true;
        tree.close();
    }
}
