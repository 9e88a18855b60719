package dev.converge.ssh;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the known_hosts files say, read once and never changed. sshj's own reader is not used: it accepts a revoked key that is also
 * listed, takes a negated pattern for a match of every other host, and mixes up hashed entries between threads.
 */
final class KnownHosts {

    /** What a line says about its key. */
    enum Marker {
        TRUSTED,
        AUTHORITY,
        REVOKED
    }

    /** One line, and where it stands. */
    record Line(Path file, int number, Marker marker, HostPatterns hosts, SshPublicKey key) {

        String spot() {
            return file + ":" + number;
        }
    }

    private final List<Line> lines;

    private KnownHosts(List<Line> lines) {
        this.lines = List.copyOf(lines);
    }

    /**
     * Reads the files in order; one that does not exist says nothing. Lines that are no entries are passed over, as ssh does.
     *
     * @throws IOException when a file exists but cannot be read
     */
    static KnownHosts read(List<Path> files) throws IOException {
        List<Line> lines = new ArrayList<>();
        for (Path file : files) {
            int number = 0;
            for (String text : linesOf(file)) {
                number++;
                parse(file, number, text.strip()).ifPresent(lines::add);
            }
        }
        return new KnownHosts(lines);
    }

    private static List<String> linesOf(Path file) throws IOException {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (NoSuchFileException absent) {
            return List.of();
        }
    }

    private static Optional<Line> parse(Path file, int number, String text) {
        if (text.isEmpty() || text.startsWith("#")) {
            return Optional.empty();
        }
        String[] fields = text.split("[ \t]+", -1);
        Marker marker = marker(fields[0]);
        int first = marker == Marker.TRUSTED ? 0 : 1;
        if (fields.length < first + 3 || fields[first].startsWith("@")) {
            return Optional.empty();
        }
        try {
            SshPublicKey key = SshPublicKey.of(Base64.getDecoder().decode(fields[first + 2]));
            if (!key.type().equals(fields[first + 1])) {
                return Optional.empty();
            }
            return Optional.of(new Line(file, number, marker, HostPatterns.parse(fields[first]), key));
        } catch (IllegalArgumentException notAnEntry) {
            return Optional.empty();
        }
    }

    private static Marker marker(String field) {
        return switch (field) {
            case "@revoked" -> Marker.REVOKED;
            case "@cert-authority" -> Marker.AUTHORITY;
            default -> Marker.TRUSTED;
        };
    }

    /** What the lines say about a key that a host has shown. */
    sealed interface Verdict {
        record Trusted() implements Verdict {}

        /** No line names a key of the host. */
        record Unknown() implements Verdict {}

        /** Lines name keys of the host, and this is none of them. */
        record Changed(List<Line> known) implements Verdict {}

        /** A line takes the key back, whatever others say. */
        record Revoked(Line line) implements Verdict {}
    }

    /**
     * @param host in the spelling of known_hosts
     * @param shown the key itself, and for a certificate the key inside
     * @param authority for a certificate, the key that has signed it; its signature, names and dates were checked before
     */
    Verdict judge(String host, SshPublicKey shown, Optional<SshPublicKey> authority) {
        List<Line> ours =
                lines.stream().filter(line -> line.hosts().match(host)).toList();
        Optional<Line> revoked = ours.stream()
                .filter(line -> line.marker() == Marker.REVOKED)
                .filter(line -> line.key().equals(shown)
                        || authority.filter(line.key()::equals).isPresent())
                .findFirst();
        if (revoked.isPresent()) {
            return new Verdict.Revoked(revoked.get());
        }
        boolean vouched = ours.stream().anyMatch(line -> switch (line.marker()) {
            case TRUSTED -> line.key().equals(shown);
            case AUTHORITY -> authority.filter(line.key()::equals).isPresent();
            case REVOKED -> false;
        });
        if (vouched) {
            return new Verdict.Trusted();
        }
        List<Line> known =
                ours.stream().filter(line -> line.marker() == Marker.TRUSTED).toList();
        return known.isEmpty() ? new Verdict.Unknown() : new Verdict.Changed(known);
    }

    /** The algorithms to ask the host for first, so that it shows a key that its lines speak of. */
    List<String> algorithmsFor(String host) {
        return lines.stream()
                .filter(line -> line.marker() != Marker.REVOKED)
                .filter(line -> line.hosts().match(host))
                .flatMap(line -> line.marker() == Marker.AUTHORITY
                        // The authority's own type says nothing about the type of the keys that it signs.
                        ? CERTIFICATES.stream()
                        : line.key().type().equals("ssh-rsa")
                                ? Stream.of("rsa-sha2-512", "rsa-sha2-256")
                                : Stream.of(line.key().type()))
                .distinct()
                .toList();
    }

    private static final List<String> CERTIFICATES = List.of(
            "ssh-ed25519-cert-v01@openssh.com",
            "ecdsa-sha2-nistp256-cert-v01@openssh.com",
            "ecdsa-sha2-nistp384-cert-v01@openssh.com",
            "ecdsa-sha2-nistp521-cert-v01@openssh.com",
            "rsa-sha2-512-cert-v01@openssh.com",
            "rsa-sha2-256-cert-v01@openssh.com");
}
