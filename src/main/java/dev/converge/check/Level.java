package dev.converge.check;

import dev.converge.finding.Finding;
import java.util.Optional;

/** How bad it is that something is so full. */
final class Level {

    private Level() {}

    /**
     * A warning from the threshold on, an error where no more than half of the rest is left; nothing below.
     *
     * @param percent in use; {@code threshold} likewise
     */
    static Optional<Finding.Severity> of(double percent, int threshold) {
        if (percent < threshold) {
            return Optional.empty();
        }
        return Optional.of(percent >= (100 + threshold) / 2.0 ? Finding.Severity.ERROR : Finding.Severity.WARNING);
    }
}
