package dev.converge.observed;

import dev.converge.unit.FileState;
import dev.converge.unit.HostPath;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What must not meet PID 1. The script looks for the same before it calls systemctl; here it is told with its place. */
final class Hazards {

    /** systemd ends a line at these (SYSTEMD.md 3). */
    private static final Pattern END_OF_LINE = Pattern.compile("\r\n|[\n\r\0]");

    private static final Pattern NAMELESS = Pattern.compile("[ \t]*enable[ \t]*");

    private Hazards() {}

    /** @param fifos their paths, as the script found them, relative to the root */
    static List<Hazard> find(List<String> fifos, Map<HostPath, FileState> files) {
        List<Hazard> hazards = new ArrayList<>();
        for (String fifo : fifos) {
            if (HostPath.isValid("/" + fifo)) {
                hazards.add(new Hazard.FifoDropIn(new HostPath("/" + fifo)));
            }
        }
        files.forEach((path, state) -> {
            if (path.value().endsWith(".preset") && state instanceof FileState.Regular file) {
                String text = new String(file.content().bytes(), StandardCharsets.ISO_8859_1);
                int line = 0;
                for (String each : END_OF_LINE.split(text, -1)) {
                    line++;
                    if (NAMELESS.matcher(each).matches()) {
                        hazards.add(new Hazard.PresetLineWithoutName(path, line));
                    }
                }
            }
        });
        return hazards;
    }
}
