package dev.converge.observed;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What links below /proc say of processes. In: the section {@code handles}, lines of {@code stat -c %N}: coreutils quotes in the style of C,
 * busybox puts single quotes around and nothing else.
 */
final class Handles {

    private static final Pattern LINE =
            Pattern.compile("([\"'])proc/(self|[1-9][0-9]{0,8})/(exe|ns/pid|fd/[0-9]+)\\1 -> "
                    + "(?:\"((?:[^\"\\\\]++|\\\\.)*+)\"|'(.*)')");
    private static final Pattern ESCAPE = Pattern.compile("\\\\([0-7]{3}|.)");
    private static final Pattern SOCKET = Pattern.compile("socket:\\[([0-9]{1,19})]");

    private final SortedMap<Integer, String> executables = new TreeMap<>();
    private final SortedMap<Integer, String> namespaces = new TreeMap<>();
    private final SortedMap<Long, SortedSet<Integer>> sockets = new TreeMap<>();
    private Optional<String> ownNamespace = Optional.empty();

    private Handles() {}

    static Handles read(ProbeAnswer answer) {
        Handles handles = new Handles();
        answer.find("handles").stream()
                .flatMap(section -> section.lines())
                .map(LINE::matcher)
                .filter(Matcher::matches)
                .forEach(handles::add);
        return handles;
    }

    /** The program files by process. */
    SortedMap<Integer, String> executables() {
        return executables;
    }

    /** Whether the process counts its processes apart from the probe. */
    boolean isContained(int pid) {
        return ownNamespace.isPresent()
                && namespaces.containsKey(pid)
                && !ownNamespace.get().equals(namespaces.get(pid));
    }

    /** The processes that hold the socket of an inode open. */
    SortedSet<Integer> holders(long inode) {
        return sockets.getOrDefault(inode, new TreeSet<>());
    }

    private void add(Matcher line) {
        String target = line.group(4) == null ? ProbeAnswer.utf8(line.group(5)) : unquoted(line.group(4));
        if (line.group(2).equals("self")) {
            ownNamespace = Optional.of(target);
            return;
        }
        int pid = Integer.parseInt(line.group(2));
        switch (line.group(3)) {
            case "exe" -> executables.put(pid, target);
            case "ns/pid" -> namespaces.put(pid, target);
            default -> {
                Matcher socket = SOCKET.matcher(target);
                if (socket.matches()) {
                    sockets.computeIfAbsent(Long.valueOf(socket.group(1)), inode -> new TreeSet<>())
                            .add(pid);
                }
            }
        }
    }

    private static String unquoted(String quoted) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Matcher escape = ESCAPE.matcher(quoted);
        int end = 0;
        while (escape.find()) {
            bytes.writeBytes(quoted.substring(end, escape.start()).getBytes(StandardCharsets.ISO_8859_1));
            bytes.write(character(escape.group(1)));
            end = escape.end();
        }
        bytes.writeBytes(quoted.substring(end).getBytes(StandardCharsets.ISO_8859_1));
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static int character(String escaped) {
        return escaped.length() == 3
                ? Integer.parseInt(escaped, 8)
                : switch (escaped.charAt(0)) {
                    case 'a' -> 7;
                    case 'b' -> '\b';
                    case 'f' -> '\f';
                    case 'n' -> '\n';
                    case 'r' -> '\r';
                    case 't' -> '\t';
                    case 'v' -> 11;
                    default -> escaped.charAt(0);
                };
    }
}
