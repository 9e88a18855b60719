package dev.converge.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/**
 * Does the same to many things, so many at a time. Plain threads: before Java 24 a virtual thread that waits inside the ssh library's
 * monitors holds up all the others.
 *
 * @param number how many at a time
 */
record Forks(int number) {

    Forks {
        if (number < 1) {
            throw new IllegalArgumentException("not a number of forks: " + number);
        }
    }

    /** The results in the order of the items, whichever was first. The work must turn its own failures into results. */
    <T, R> List<R> each(List<T> items, Function<T, R> work) {
        if (items.size() < 2) {
            return items.stream().map(work).toList();
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(Math.min(number, items.size()))) {
            List<Future<R>> running = new ArrayList<>();
            for (T item : items) {
                running.add(threads.submit(() -> work.apply(item)));
            }
            return running.stream().map(Forks::resultOf).toList();
        }
    }

    private static <R> R resultOf(Future<R> future) {
        try {
            return future.get();
        } catch (ExecutionException broken) {
            throw new IllegalStateException("work on a host threw instead of giving a result", broken.getCause());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for hosts", stop);
        }
    }
}
