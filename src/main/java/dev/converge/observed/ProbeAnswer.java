package dev.converge.observed;

import dev.converge.host.CommandResult;
import dev.converge.host.HostFailureException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The sections of a complete answer of probe.sh. Bytes are held as characters of the same number (ISO 8859-1), so that nothing is lost
 * before it is known what is text.
 */
final class ProbeAnswer {

    private final Map<String, String> sections;

    private ProbeAnswer(Map<String, String> sections) {
        this.sections = sections;
    }

    /**
     * @throws HostFailureException when something else than the probe answered, the answer was cut short, or the script itself says that it failed
     */
    static ProbeAnswer parse(CommandResult result, String nonce) throws HostFailureException {
        String output = new String(result.stdout(), StandardCharsets.ISO_8859_1);
        String first = "BEGIN " + nonce + "\n";
        int begin = output.indexOf(first);
        if (begin < 0) {
            throw ProbeFailures.foreign(result);
        }
        int end = output.indexOf("\nEND " + nonce + " ", begin);
        if (end < 0 && ProbeFailures.isOutOfProcesses(result.stderr())) {
            throw ProbeFailures.outOfProcesses(result.stderr());
        }
        if (end < 0) {
            throw ProbeFailures.cutShort(result);
        }
        String marker = "\n@" + nonce + " ";
        Map<String, String> sections = new HashMap<>();
        int at = output.indexOf(marker, begin);
        while (at >= 0 && at < end) {
            int name = at + marker.length();
            int body = output.indexOf('\n', name) + 1;
            int next = output.indexOf(marker, body - 1);
            int stop = next < 0 || next > end ? end : next;
            // The script begins again when a file changed while it was read: the last of a name counts.
            sections.put(output.substring(name, body - 1), output.substring(Math.min(body, stop), stop));
            at = next;
        }
        String failed = sections.get("failed");
        if (failed != null && ProbeFailures.isOutOfProcesses(result.stderr() + failed)) {
            throw ProbeFailures.outOfProcesses(result.stderr() + failed);
        }
        if (failed != null) {
            throw ProbeFailures.reported(utf8(failed));
        }
        return new ProbeAnswer(sections);
    }

    /** The bytes of a section, as characters; nothing when the script had no reason to write it. */
    Optional<String> find(String name) {
        return Optional.ofNullable(sections.get(name));
    }

    /** The bytes of a section that every answer has. */
    String section(String name) throws HostFailureException {
        Optional<String> section = find(name);
        if (section.isEmpty()) {
            throw ProbeFailures.malformed("there is no section '" + name + "'");
        }
        return section.get();
    }

    /** The lines of a section that is text; none when it is missing. */
    List<String> lines(String name) {
        return find(name).map(section -> utf8(section).lines().toList()).orElse(List.of());
    }

    /** Bytes as UTF-8 text, with replacement characters where they are none. */
    static String utf8(String bytes) {
        return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }
}
