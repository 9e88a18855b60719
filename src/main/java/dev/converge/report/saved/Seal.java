package dev.converge.report.saved;

import dev.converge.unit.Content;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The last line of a saved plan, a hash of all that stands before it. It tells a file that was cut short, damaged or edited from one that is
 * as it was shown. It is no signature: whoever may write the file can seal it anew, which is why nobody else may.
 */
final class Seal {

    private static final String END = "\n}";
    private static final Pattern LAST_LINE = Pattern.compile(",\n  \"seal\": \"([0-9a-f]{64})\"\n}\n");

    /** The length of what {@link #put} adds. */
    private static final int LENGTH = ",\n  \"seal\": \"\"\n}\n".length() + 64;

    private Seal() {}

    /** @param document a JSON object as this package writes it, of ASCII and a line for each member */
    static String put(String document) {
        String body = document.substring(0, document.length() - END.length());
        return body + ",\n  \"seal\": \"" + Content.of(body).sha256() + "\"" + END + "\n";
    }

    /** What stands before the seal, closed again as JSON; nothing when there is no seal. */
    static Optional<String> body(String sealed) {
        return last(sealed).map(line -> sealed.substring(0, sealed.length() - LENGTH) + END);
    }

    /** Whether all that stands before it is as it was sealed. */
    static boolean isWhole(String sealed) {
        return last(sealed)
                .map(line -> line.group(1))
                .filter(Content.of(sealed.substring(0, sealed.length() - LENGTH))
                        .sha256()::equals)
                .isPresent();
    }

    private static Optional<Matcher> last(String sealed) {
        if (sealed.length() <= LENGTH) {
            return Optional.empty();
        }
        Matcher line = LAST_LINE.matcher(sealed.substring(sealed.length() - LENGTH));
        return line.matches() ? Optional.of(line) : Optional.empty();
    }
}
