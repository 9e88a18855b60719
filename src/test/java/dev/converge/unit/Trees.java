package dev.converge.unit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Small trees for tests, a path a line: {@code /etc/x.service} is a file that is not empty, {@code /etc/x.service -> /dev/null} a link,
 * {@code /etc/x.service: [Unit] | A=b} a file with these lines, {@code /etc/x.service:} an empty one, {@code /etc/x.d/} a directory,
 * {@code /etc/x.conf!} a FIFO.
 */
final class Trees {

    private Trees() {}

    static UnitTree of(String... lines) {
        return UnitTree.of(states(lines));
    }

    static Map<HostPath, FileState> states(String... lines) {
        Map<HostPath, FileState> states = new LinkedHashMap<>();
        for (String line : lines) {
            int arrow = line.indexOf(" -> ");
            int colon = line.indexOf(':');
            if (arrow >= 0) {
                states.put(new HostPath(line.substring(0, arrow)), new FileState.Link(line.substring(arrow + 4)));
            } else if (colon >= 0) {
                String text = line.substring(colon + 1).strip().replace(" | ", "\n");
                states.put(new HostPath(line.substring(0, colon)), file(text));
            } else if (line.endsWith("/")) {
                states.put(new HostPath(line.substring(0, line.length() - 1)), new FileState.Directory());
            } else if (line.endsWith("!")) {
                states.put(new HostPath(line.substring(0, line.length() - 1)), new FileState.Other("FIFO"));
            } else {
                states.put(new HostPath(line), file("# not empty"));
            }
        }
        return states;
    }

    static FileState file(String text) {
        return new FileState.Regular(Content.of(text.isEmpty() ? "" : text + "\n"), FileMode.UNIT_FILE, Owner.ROOT);
    }

    static List<String> values(Iterable<HostPath> paths) {
        List<String> values = new ArrayList<>();
        paths.forEach(path -> values.add(path.value()));
        return values;
    }
}
