package dev.converge.cli;

import dev.converge.engine.HostResult;
import dev.converge.engine.Progress;
import dev.converge.engine.Stage;
import dev.converge.engine.SweepResult;
import dev.converge.host.Command;
import dev.converge.host.CommandResult;
import dev.converge.host.Connector;
import dev.converge.host.Host;
import dev.converge.host.HostFailureException;
import dev.converge.host.HostName;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** What {@code -v} tells: how long each stage took on each host, and how many connections and remote executions there were. */
final class Timings implements Progress {

    private record Began(String stage, long nanos) {}

    private final Map<HostName, Began> current = new TreeMap<>();
    private final Map<HostName, StringBuilder> lines = new TreeMap<>();
    private final StringBuilder own = new StringBuilder();
    private int connections;
    private int executions;

    <T> T measured(String what, Supplier<T> work) {
        long began = System.nanoTime();
        T result = work.get();
        append(own, what, began);
        return result;
    }

    @Override
    public synchronized void begins(HostName host, Stage stage) {
        endStage(host);
        current.put(host, new Began(Words.of(stage), System.nanoTime()));
    }

    @Override
    public synchronized void ended(HostResult result) {
        endStage(result.host());
    }

    @Override
    public synchronized void swept(SweepResult result) {
        endStage(result.host());
    }

    private void endStage(HostName host) {
        Began began = current.remove(host);
        if (began != null) {
            append(lines.computeIfAbsent(host, name -> new StringBuilder()), began.stage(), began.nanos());
        }
    }

    private static void append(StringBuilder line, String stage, long began) {
        line.append(line.isEmpty() ? "" : ", ").append(stage).append(' ');
        line.append(Duration.ofNanos(System.nanoTime() - began).toMillis()).append(" ms");
    }

    synchronized void print(PrintWriter err) {
        err.println("converge: " + own);
        lines.forEach((host, line) -> err.println(host + ": " + line));
        err.println("connections: " + connections + ", remote executions: " + executions);
        err.flush();
    }

    /** The same connector, its use counted. */
    Connector counting(Connector connector) {
        return target -> {
            synchronized (this) {
                connections++;
            }
            return new CountedHost(connector.connect(target));
        };
    }

    private final class CountedHost implements Host {

        private final Host host;

        CountedHost(Host host) {
            this.host = host;
        }

        @Override
        public HostName name() {
            return host.name();
        }

        @Override
        public CommandResult run(Command command) throws HostFailureException {
            synchronized (Timings.this) {
                executions++;
            }
            return host.run(command);
        }

        @Override
        public void close() {
            host.close();
        }
    }
}
