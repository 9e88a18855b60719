package dev.converge.unit;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What converge wrote on a host and for whom. It lies on the host in {@code /etc/systemd/system/.converge/manifest}.
 *
 * @param entries what is owned, by path
 */
public record Manifest(SortedMap<HostPath, Entry> entries) {

    /** An empty manifest: a host that converge never changed. */
    public static final Manifest NONE = new Manifest(Collections.emptySortedMap());

    public Manifest {
        entries = Collections.unmodifiableSortedMap(new TreeMap<>(entries));
    }

    /**
     * @param play who owns the path
     * @param fingerprint what was written: the SHA-256 of a file, or {@code link:} and the target of a link
     */
    public record Entry(PlayName play, String fingerprint) {

        public static Entry of(PlayName play, FileState written) {
            return new Entry(play, fingerprintOf(written));
        }

        /** Whether the path still is what converge wrote there. */
        public boolean matches(FileState now) {
            return fingerprint.equals(fingerprintOf(now));
        }

        private static String fingerprintOf(FileState state) {
            return switch (state) {
                case FileState.Regular file -> file.content().sha256();
                case FileState.Link link -> "link:" + link.target();
                case FileState.Absent absent -> "absent";
                case FileState.Directory directory -> "directory";
                case FileState.Other other -> "other";
            };
        }
    }

    /** As it lies on the host: the first line, then {@code FINGERPRINT PLAY PATH} for each path. */
    public String text() {
        return ManifestText.print(this);
    }

    /** What {@link #text()} printed; nothing when the text is none of converge's. */
    public static Optional<Manifest> parse(String text) {
        return ManifestText.parse(text);
    }

    public Optional<Entry> entry(HostPath path) {
        return Optional.ofNullable(entries.get(path));
    }

    /** The paths of one play, in order. */
    public List<HostPath> pathsOf(PlayName play) {
        return entries.entrySet().stream()
                .filter(entry -> entry.getValue().play().equals(play))
                .map(Map.Entry::getKey)
                .toList();
    }
}
