package dev.converge.fuzz;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/**
 * Has a reader read many inputs. It fails at the first that is met by an exception the reader should not throw, or that takes too long, and
 * says how to make it again.
 *
 * <p>Each run says its seed. {@code -Dconverge.seed=N} makes other inputs, {@code -Dconverge.fuzz=N} N times as many. Each input has a seed of its own, so that one
 * is made again without those before it.
 */
public final class Fuzz {

    private static final long SEED = Long.getLong("converge.seed", 20_260_101);
    private static final int FACTOR = Integer.getInteger("converge.fuzz", 1);
    private static final Duration LONGEST = Duration.ofSeconds(1);
    private static final int BIG = 256 * 1024;
    private static final int LONGEST_SHOWN = 4_000;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private static final AtomicLong READ = new AtomicLong();

    static {
        System.out.println("Malformed inputs: -Dconverge.seed=" + SEED + " -Dconverge.fuzz=" + FACTOR);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(() ->
                        System.out.println("Malformed inputs: " + READ + " were read, with -Dconverge.seed=" + SEED)));
    }

    private Fuzz() {}

    /** Reads an input. What it may throw beside its own refusals is nothing. */
    @FunctionalInterface
    public interface Reader<T> {
        void read(T input) throws Exception;
    }

    /**
     * @param inputs how many, unless asked for more
     * @param make an input from chance
     */
    public static <T> void run(int inputs, Function<Dice, T> make, Reader<T> reader) {
        run(inputs, LONGEST, make, reader);
    }

    /** @param longest how long one may take, in CPU time */
    public static <T> void run(int inputs, Duration longest, Function<Dice, T> make, Reader<T> reader) {
        for (int i = 0; i < inputs * FACTOR; i++) {
            T input = make.apply(new Dice(SEED + 1_000_003L * i));
            read(input, "-Dconverge.seed=" + SEED + ", input " + i, longest, reader);
        }
    }

    /** Reads each piece repeated to 256 KiB, as text: whoever takes more than linear time for one of them takes too long. */
    public static void blowUp(Iterable<String> pieces, Reader<String> reader) {
        for (String piece : pieces) {
            String input = piece.repeat(BIG / piece.length());
            read(input, printable(piece) + " repeated", LONGEST, reader);
        }
    }

    private static <T> void read(T input, String which, Duration longest, Reader<T> reader) {
        READ.incrementAndGet();
        long began = THREADS.getCurrentThreadCpuTime();
        try {
            reader.read(input);
        } catch (Exception | StackOverflowError | AssertionError broken) {
            throw new AssertionError(which + ": " + shown(input), broken);
        }
        Duration took = Duration.ofNanos(THREADS.getCurrentThreadCpuTime() - began);
        if (took.compareTo(longest) > 0) {
            throw new AssertionError(which + " takes " + took.toMillis() + " ms: " + shown(input));
        }
    }

    private static String shown(Object input) {
        String text =
                input instanceof byte[] bytes ? new String(bytes, StandardCharsets.ISO_8859_1) : String.valueOf(input);
        String printable = printable(text);
        return printable.length() <= LONGEST_SHOWN ? printable : printable.substring(0, LONGEST_SHOWN) + "...";
    }

    private static String printable(String text) {
        StringBuilder shown = new StringBuilder();
        text.chars()
                .limit(LONGEST_SHOWN)
                .forEach(c ->
                        shown.append(c >= ' ' && c < 127 ? String.valueOf((char) c) : "\\u" + Integer.toHexString(c)));
        return shown.toString();
    }
}
