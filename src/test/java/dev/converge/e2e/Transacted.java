package dev.converge.e2e;

import dev.converge.apply.Outcome;
import dev.converge.apply.RunState;
import dev.converge.apply.Transaction;
import dev.converge.host.Command;
import dev.converge.host.CommandResult;
import dev.converge.host.Host;
import dev.converge.host.HostFailureException;
import dev.converge.host.HostName;
import dev.converge.plan.HostPlan;
import java.time.Duration;
import java.util.regex.Matcher;

/** Plans carried out on a running system without converge's own connections: by {@code docker exec}. */
final class Transacted {

    static final Duration WINDOW = Duration.ofSeconds(10);

    private Transacted() {}

    /** Begins and confirms. */
    static Outcome execute(Host host, HostPlan plan, String run) throws HostFailureException {
        return outcome(
                switch (Transaction.begin(host, plan, run, WINDOW)) {
                    case RunState.Ended ended -> ended;
                    case RunState.Awaiting awaiting -> Transaction.confirm(host, plan, run);
                    case RunState.Lost lost -> lost;
                },
                run);
    }

    private static Outcome outcome(RunState state, String run) {
        return switch (state) {
            case RunState.Ended ended -> ended.outcome();
            case RunState.Awaiting awaiting -> throw new AssertionError("still waits for the confirmation");
            case RunState.Lost lost -> new Outcome.Unknown(run, lost.failure());
        };
    }

    /**
     * A host on which other shell commands stand before those of the script that changes it.
     *
     * @param shell shell functions, mostly, that take the place of commands
     */
    static Host prefixed(Host host, String shell) {
        String id = Integer.toHexString(shell.hashCode());
        return new Host() {
            @Override
            public HostName name() {
                return host.name();
            }

            @Override
            public CommandResult run(Command command) throws HostFailureException {
                // The host keeps a script by its id, so a changed script needs one of its own.
                String changed = command.stdin()
                        .replaceFirst(
                                "(?m)^store (\\w+) (<<'\\w+')$",
                                "store $1" + id + " $2\n" + Matcher.quoteReplacement(shell));
                return host.run(new Command(command.argv(), changed, command.timeout(), command.maxOutput()));
            }

            @Override
            public void close() {
                host.close();
            }
        };
    }
}
