package dev.converge.ssh;

import java.util.List;
import java.util.logging.Level;
import net.schmizz.sshj.common.LoggerFactory;
import org.slf4j.Logger;
import org.slf4j.helpers.NOPLogger;

/**
 * sshj tells each failure twice, once as an exception and once as an error in the log, with raw text from the host. The exception becomes
 * a {@link dev.converge.host.HostFailure}; the log would only paint over the terminal.
 */
final class Silence implements LoggerFactory {

    /** For the loggers that sshj makes itself. Held here, because the JDK forgets the level of a logger that nobody holds. */
    private static final List<java.util.logging.Logger> MUTED = List.of(
            java.util.logging.Logger.getLogger("net.schmizz"), java.util.logging.Logger.getLogger("com.hierynomus"));

    Silence() {
        MUTED.forEach(logger -> logger.setLevel(Level.OFF));
    }

    @Override
    public Logger getLogger(String name) {
        return NOPLogger.NOP_LOGGER;
    }

    @Override
    public Logger getLogger(Class<?> owner) {
        return NOPLogger.NOP_LOGGER;
    }
}
