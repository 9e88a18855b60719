package dev.converge.ssh;

import java.time.Duration;
import java.util.List;

/** The threads that sshj runs for connections: a reader and a keepalive for each, named after the address. */
final class ThreadsOfSessions {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private ThreadsOfSessions() {}

    /** Those for a port of this machine that are still alive; ending takes a moment. */
    static List<String> left(int port) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        List<String> alive = alive(port);
        while (!alive.isEmpty() && System.nanoTime() < end) {
            Thread.sleep(50);
            alive = alive(port);
        }
        return alive;
    }

    private static List<String> alive(int port) {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("sshj-") && name.contains(":" + port + "-"))
                .sorted()
                .toList();
    }
}
