package dev.converge.unit;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The paths of a host with what is there, and what a kernel would do with them: list a directory, follow a link. */
final class FileTree {

    /** As many links in a row as Linux follows before it says ELOOP. */
    private static final int MOST_LINKS = 40;

    private static final HostPath DEV_NULL = new HostPath("/dev/null");
    private static final FileState ABSENT = new FileState.Absent();

    private final SortedMap<HostPath, FileState> files;
    private final Map<String, SortedMap<String, HostPath>> directories = new HashMap<>();
    private final Map<String, List<HostPath>> subdirectories = new HashMap<>();

    FileTree(Map<HostPath, FileState> states) {
        SortedMap<HostPath, FileState> present = new TreeMap<>(states);
        present.values().removeIf(FileState.Absent.class::isInstance);
        files = Collections.unmodifiableSortedMap(present);
        files.keySet().forEach(this::enter);
    }

    private void enter(HostPath path) {
        String value = path.value();
        int slash = value.lastIndexOf('/');
        SortedMap<String, HostPath> siblings = directories.get(value.substring(0, slash));
        if (siblings == null) {
            siblings = new TreeMap<>();
            directories.put(value.substring(0, slash), siblings);
            if (slash > 0) {
                HostPath directory = path.parent();
                subdirectories
                        .computeIfAbsent(
                                value.substring(0, value.lastIndexOf('/', slash - 1)), key -> new ArrayList<>())
                        .add(directory);
            }
        }
        siblings.put(value.substring(slash + 1), path);
    }

    SortedMap<HostPath, FileState> files() {
        return files;
    }

    FileState at(HostPath path) {
        return files.getOrDefault(path, ABSENT);
    }

    /** Whether a path is a directory that holds something. Takes text, because most of what is asked for is not there. */
    boolean isFilled(String directory) {
        return directories.containsKey(directory) || subdirectories.containsKey(directory);
    }

    /** What a directory holds, by name; nothing when there is none. A link to a directory is followed. */
    SortedMap<String, HostPath> list(HostPath directory) {
        SortedMap<String, HostPath> own = directories.get(directory.value());
        if (own != null) {
            return own;
        }
        return at(directory) instanceof FileState.Link
                ? follow(directory)
                        .map(target -> directories.getOrDefault(target.value(), Collections.emptySortedMap()))
                        .orElse(Collections.emptySortedMap())
                : Collections.emptySortedMap();
    }

    /** The directories in a directory that hold something, in order. Links to directories are none of them. */
    List<HostPath> directoriesIn(HostPath directory) {
        return subdirectories.getOrDefault(directory.value(), List.of());
    }

    /** All paths below a directory, in order. Links are not followed. */
    SortedMap<HostPath, FileState> below(HostPath directory) {
        // '0' is the character after '/', so this is the range of all that starts with "directory/".
        return files.subMap(new HostPath(directory.value() + "/ "), new HostPath(directory.value() + "0"));
    }

    /** Whether a unit file or drop-in there masks its name: an empty file, or a link that ends at {@code /dev/null} or at an empty file. */
    boolean masks(HostPath path) {
        return follow(path)
                .filter(end -> end.equals(DEV_NULL)
                        || (at(end) instanceof FileState.Regular file
                                && file.content().size() == 0))
                .isPresent();
    }

    /** Where a path leads in the end: the path itself when it is no link, nothing when that place is empty or a loop. */
    Optional<HostPath> follow(HostPath start) {
        Optional<HostPath> place = Optional.of(start);
        for (int links = 0; links < MOST_LINKS && place.isPresent(); links++) {
            HostPath path = place.get();
            if (at(path) instanceof FileState.Link link) {
                place = target(path, link);
            } else if (exists(path)) {
                return place;
            } else {
                place = otherWay(path);
            }
        }
        return Optional.empty();
    }

    /** The bytes at the end of all links, when a regular file is there. */
    Optional<Content> read(HostPath path) {
        return follow(path)
                .map(this::at)
                .flatMap(state ->
                        state instanceof FileState.Regular file ? Optional.of(file.content()) : Optional.empty());
    }

    private boolean exists(HostPath path) {
        return path.equals(DEV_NULL) || files.containsKey(path) || directories.containsKey(path.value());
    }

    /** The absolute path a link names; nothing when that is no plain path. {@code ..} is taken literally, as in systemd. */
    Optional<HostPath> target(HostPath path, FileState.Link link) {
        String target = link.target();
        String absolute = target.startsWith("/") ? target : path.parent().value() + "/" + target;
        Deque<String> parts = new ArrayDeque<>();
        for (String part : absolute.split("/", -1)) {
            switch (part) {
                case "", "." -> {}
                case ".." -> parts.pollLast();
                default -> parts.addLast(part);
            }
        }
        String plain = "/" + String.join("/", parts);
        return HostPath.isValid(plain) ? Optional.of(new HostPath(plain)) : Optional.empty();
    }

    /** The same place by way of a directory that is a link, or in the other spelling of /usr/lib. */
    private Optional<HostPath> otherWay(HostPath path) {
        List<String> parts = List.of(path.value().substring(1).split("/", -1));
        for (int length = 1; length < parts.size(); length++) {
            HostPath ancestor = new HostPath("/" + String.join("/", parts.subList(0, length)));
            if (at(ancestor) instanceof FileState.Link link) {
                String rest = String.join("/", parts.subList(length, parts.size()));
                return target(ancestor, link).map(target -> target.resolve(rest));
            }
        }
        return SearchPath.otherSpelling(path).filter(this::exists);
    }
}
