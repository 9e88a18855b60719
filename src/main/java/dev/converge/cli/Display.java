package dev.converge.cli;

import dev.converge.engine.Batch;
import dev.converge.engine.HostResult;
import dev.converge.engine.Progress;
import dev.converge.engine.Stage;
import dev.converge.engine.SweepResult;
import dev.converge.host.HostName;
import java.time.Duration;

/** Shows on standard error how far the hosts are, until it is closed. */
interface Display extends Progress, AutoCloseable {

    @Override
    void close();

    /** This display, and another that listens. */
    default Display also(Progress other) {
        return new Both(this, other);
    }

    /** For a single host whose report follows at once. */
    record Nothing() implements Display {
        @Override
        public void begins(HostName host, Stage stage) {}

        @Override
        public void ended(HostResult result) {}

        @Override
        public void close() {}
    }

    /** Tells two. */
    record Both(Display display, Progress other) implements Display {
        @Override
        public void begins(HostName host, Stage stage) {
            display.begins(host, stage);
            other.begins(host, stage);
        }

        @Override
        public void begins(Batch batch) {
            display.begins(batch);
            other.begins(batch);
        }

        @Override
        public void pauses(Duration span) {
            display.pauses(span);
            other.pauses(span);
        }

        @Override
        public void swept(SweepResult result) {
            display.swept(result);
            other.swept(result);
        }

        @Override
        public void ended(HostResult result) {
            display.ended(result);
            other.ended(result);
        }

        @Override
        public void close() {
            display.close();
        }
    }
}
