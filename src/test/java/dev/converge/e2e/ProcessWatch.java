package dev.converge.e2e;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.concurrent.ConcurrentSkipListSet;

/** Reads the arguments and the environment of all processes of this machine, over and over, until it is closed. */
final class ProcessWatch implements AutoCloseable {

    private static final Duration PAUSE = Duration.ofMillis(10);

    private final SortedSet<String> words = new ConcurrentSkipListSet<>();
    private final Thread watching;
    private volatile boolean over;

    private ProcessWatch() {
        watching = Thread.ofPlatform().daemon().name("process-watch").start(this::watch);
    }

    static ProcessWatch begin() {
        return new ProcessWatch();
    }

    /** Every argument and every variable that was seen. */
    SortedSet<String> words() {
        return Collections.unmodifiableSortedSet(words);
    }

    private void watch() {
        while (!over) {
            for (String process :
                    Optional.ofNullable(new File("/proc").list()).map(List::of).orElse(List.of())) {
                if (process.chars().allMatch(Character::isDigit)) {
                    read(Path.of("/proc", process, "cmdline"));
                    read(Path.of("/proc", process, "environ"));
                }
            }
            LocalProcess.pause(PAUSE);
        }
    }

    private void read(Path file) {
        try {
            words.addAll(List.of(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).split("\0", -1)));
        } catch (IOException ended) {
            // Or it is somebody else's.
            return;
        }
    }

    @Override
    public void close() {
        over = true;
        try {
            watching.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
