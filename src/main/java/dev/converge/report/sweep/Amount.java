package dev.converge.report.sweep;

import dev.converge.check.Sweep.Resource;
import java.util.Locale;

/** Amounts of what a machine has, as people say them: {@code 3.5 GiB}, {@code 32,768}, {@code 1.5 CPUs}. */
final class Amount {

    private static final String[] SIZES = {"B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};

    private Amount() {}

    static String of(Resource resource, long amount) {
        return switch (resource) {
            case MEMORY -> bytes(amount);
            case TASKS -> String.format(Locale.ROOT, "%,d", amount);
            case CPU -> brief(amount / 100.0) + (amount == 100 ? " CPU" : " CPUs");
        };
    }

    static String bytes(long amount) {
        double left = amount;
        int size = 0;
        while (left >= 1024 && size < SIZES.length - 1) {
            left /= 1024;
            size++;
        }
        return brief(left) + " " + SIZES[size];
    }

    private static String brief(double number) {
        return number == Math.rint(number)
                ? String.format(Locale.ROOT, "%.0f", number)
                : String.format(Locale.ROOT, "%.1f", number);
    }
}
