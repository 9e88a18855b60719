package dev.converge.observed;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What control groups have that the kernel can drop at once: the section {@code caches}. With cgroup v1 the numbers that begin with {@code total_} are
 * of the group and all below it, with v2 those without.
 */
final class CachesReader {

    private static final Pattern LINE = Pattern.compile(
            "sys/fs/cgroup(?:/memory(?=/))?(/[^:]*)/memory[.]stat:(total_)?(?:in)?(?:active_file|slab_reclaimable) ([0-9]{1,18})");

    private final Map<String, Long> own = new HashMap<>();
    private final Map<String, Long> total = new HashMap<>();

    private CachesReader() {}

    static CachesReader read(ProbeAnswer answer) {
        CachesReader reader = new CachesReader();
        answer.lines("caches").forEach(reader::take);
        return reader;
    }

    /** Bytes; none of a group that the host did not tell of. */
    OptionalLong of(@Nullable String group) {
        Long bytes = total.containsKey(group) ? total.get(group) : own.get(group);
        return bytes == null ? OptionalLong.empty() : OptionalLong.of(bytes);
    }

    private void take(String text) {
        Matcher line = LINE.matcher(text);
        if (line.matches()) {
            (line.group(2) == null ? own : total).merge(line.group(1), Long.valueOf(line.group(3)), Long::sum);
        }
    }
}
