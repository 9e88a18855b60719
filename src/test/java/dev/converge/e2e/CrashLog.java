package dev.converge.e2e;

import dev.converge.e2e.CrashScene.Ended;
import dev.converge.e2e.CrashScene.Found;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/** What was struck and how it ended: each strike in target/crash-points.log, the numbers on the screen as well. */
final class CrashLog {

    private static final Path LOG = Path.of("target/crash-points.log");

    private CrashLog() {}

    static void line(String line) {
        System.out.println(line);
        write(line);
    }

    static Found found(Release release, Found found) {
        write(release + " " + found.point() + ": " + found.ended() + " " + found.detail());
        return found;
    }

    static void numbers(Release release, Collection<Found> found) {
        Map<String, Map<Ended, Integer>> kinds = new TreeMap<>();
        found.forEach(each -> kinds.computeIfAbsent(each.point().kind(), kind -> new EnumMap<>(Ended.class))
                .merge(each.ended(), 1, Integer::sum));
        StringBuilder text =
                new StringBuilder(release + " (systemd " + release.systemd() + "): " + found.size() + " crash points");
        kinds.forEach((kind, ended) -> text.append("\n  " + kind + ": " + ended));
        line(text.toString());
    }

    private static synchronized void write(String line) {
        try {
            Files.writeString(LOG, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
