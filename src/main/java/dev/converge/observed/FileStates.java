package dev.converge.observed;

import dev.converge.host.Excerpt;
import dev.converge.host.HostFailureException;
import dev.converge.unit.Content;
import dev.converge.unit.FileMode;
import dev.converge.unit.FileState;
import dev.converge.unit.HostPath;
import dev.converge.unit.Owner;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The sections {@code stat}, {@code links} and {@code contents} put together: each line of the first, in order, takes its share of the
 * others. Both must be used up at the end exactly, otherwise something changed while it was read.
 */
final class FileStates {

    /** Contents of bigger files are not in the answer. */
    private static final long BIGGEST = 1024 * 1024;

    private static final int TYPE = 0xF000;
    private static final int FIFO = 0x1000;
    private static final int CHARACTER_DEVICE = 0x2000;
    private static final int DIRECTORY = 0x4000;
    private static final int BLOCK_DEVICE = 0x6000;
    private static final int REGULAR = 0x8000;
    private static final int LINK = 0xA000;
    private static final int SOCKET = 0xC000;

    private final String links;
    private final String contents;
    private int linksRead;
    private int contentsRead;

    private FileStates(String links, String contents) {
        this.links = links;
        this.contents = contents;
    }

    static SortedMap<HostPath, FileState> read(ProbeAnswer answer) throws HostFailureException {
        FileStates states = new FileStates(answer.section("links"), answer.section("contents"));
        SortedMap<HostPath, FileState> byPath = new TreeMap<>();
        for (String line : answer.section("stat").split("\n", -1)) {
            if (!line.isEmpty()) {
                StatLine stat = StatLine.parse(line);
                FileState state = states.next(stat);
                path(stat.name()).ifPresent(path -> byPath.put(path, state));
            }
        }
        if (states.linksRead != states.links.length() || states.contentsRead != states.contents.length()) {
            throw ProbeFailures.changed();
        }
        return byPath;
    }

    /**
     * @param name relative to the root, as bytes
     */
    private record StatLine(long size, int mode, long uid, long gid, String name) {

        /** {@code stat -c '%s %f %u %g %i %.Z %n'}; eighteen digits are a long. */
        private static final Pattern GRAMMAR = Pattern.compile(
                "([0-9]{1,18}) ([0-9a-f]{1,6}) ([0-9]{1,18}) ([0-9]{1,18}) \\S+ \\S+ (.*)", Pattern.DOTALL);

        static StatLine parse(String line) throws HostFailureException {
            Matcher columns = GRAMMAR.matcher(line);
            if (!columns.matches()) {
                throw ProbeFailures.malformed("this is no line of stat: " + Excerpt.line(ProbeAnswer.utf8(line)));
            }
            return new StatLine(
                    Long.parseLong(columns.group(1)),
                    Integer.parseInt(columns.group(2), 16),
                    Long.parseLong(columns.group(3)),
                    Long.parseLong(columns.group(4)),
                    columns.group(5));
        }
    }

    private FileState next(StatLine stat) throws HostFailureException {
        return switch (stat.mode() & TYPE) {
            case REGULAR -> regular(stat);
            case LINK -> link();
            case DIRECTORY -> new FileState.Directory();
            case FIFO -> new FileState.Other("FIFO");
            case SOCKET -> new FileState.Other("socket");
            case CHARACTER_DEVICE, BLOCK_DEVICE -> new FileState.Other("device");
            default -> new FileState.Other("thing of unknown type");
        };
    }

    private FileState regular(StatLine stat) throws HostFailureException {
        if (stat.size() > BIGGEST) {
            return new FileState.Other("file over 1 MiB");
        }
        int end = contentsRead + (int) stat.size();
        if (end > contents.length()) {
            throw ProbeFailures.changed();
        }
        Content content = Content.of(contents.substring(contentsRead, end).getBytes(StandardCharsets.ISO_8859_1));
        contentsRead = end;
        if (stat.uid() > Integer.MAX_VALUE || stat.gid() > Integer.MAX_VALUE) {
            return new FileState.Other("file of user " + stat.uid() + ", group " + stat.gid());
        }
        return new FileState.Regular(
                content, new FileMode(stat.mode() & 07777), new Owner((int) stat.uid(), (int) stat.gid()));
    }

    private FileState link() throws HostFailureException {
        int end = links.indexOf('\0', linksRead);
        if (end < 0) {
            throw ProbeFailures.changed();
        }
        String target = ProbeAnswer.utf8(links.substring(linksRead, end));
        linksRead = end + 1;
        return new FileState.Link(target);
    }

    /** Nothing for names that are no UTF-8 or no plain path: no unit has such a name. */
    static Optional<HostPath> path(String name) {
        try {
            String path = "/"
                    + StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(name.getBytes(StandardCharsets.ISO_8859_1)));
            return HostPath.isValid(path) ? Optional.of(new HostPath(path)) : Optional.empty();
        } catch (CharacterCodingException notText) {
            return Optional.empty();
        }
    }
}
