package dev.converge.unit;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a socket waits for connections or packets: what {@code ListenStream=} and its kin name, systemd.socket(5), and what the kernel tells. */
public sealed interface ListenAddress {

    /** How bytes travel. Addresses of different transports never meet. */
    enum Transport {
        STREAM,
        DATAGRAM,
        /** {@code ListenSequentialPacket=}. */
        PACKETS
    }

    Transport transport();

    /** Whether binding the one keeps the other from being bound. */
    boolean overlaps(ListenAddress other);

    /**
     * A port.
     *
     * @param host 4 or 16 bytes; all 0 is every address
     * @param both whether an IPv6 address that is every address takes IPv4's too
     */
    record Internet(Transport transport, List<Integer> host, int port, boolean both) implements ListenAddress {

        public Internet {
            host = List.copyOf(host);
            if (host.size() != 4 && host.size() != 16) {
                throw new IllegalArgumentException("no IP address: " + host);
            }
        }

        @Override
        public boolean overlaps(ListenAddress other) {
            return other instanceof Internet internet
                    && transport == internet.transport
                    && port == internet.port
                    && (host.equals(internet.host) || covers(internet) || internet.covers(this));
        }

        private boolean covers(Internet other) {
            return host.stream().allMatch(part -> part == 0)
                    && (host.size() == other.host.size() || (host.size() == 16 && both));
        }

        /** {@code tcp 0.0.0.0:8554}, {@code udp [::1]:53}. */
        @Override
        public String toString() {
            String protocol = switch (transport) {
                case STREAM -> "tcp ";
                case DATAGRAM -> "udp ";
                case PACKETS -> "packets ";
            };
            return protocol + InternetAddressText.of(host) + ":" + port;
        }
    }

    /** A socket in the file system, or with {@code @} in front in the abstract namespace. */
    record Local(Transport transport, String path) implements ListenAddress {

        @Override
        public boolean overlaps(ListenAddress other) {
            return equals(other);
        }

        @Override
        public String toString() {
            return path;
        }
    }

    Pattern PORT = Pattern.compile("[0-9]{1,5}");
    Pattern VERSION_4 = Pattern.compile("([0-9.]+):([0-9]{1,5})");
    Pattern VERSION_6 = Pattern.compile("\\[([0-9A-Fa-f:.]+)](?:%[^:]*)?:([0-9]{1,5})");

    /**
     * What an assignment means; nothing for other kinds of sockets, and where a specifier has to be put in first.
     *
     * @param both whether {@code BindIPv6Only=} leaves IPv4 to IPv6's every address; the kernel's default does
     */
    static Optional<ListenAddress> parse(Transport transport, String value, boolean both) {
        if (value.contains("%")) {
            return Optional.empty();
        }
        if (value.startsWith("/") || value.startsWith("@")) {
            return Optional.of(new Local(transport, value));
        }
        if (PORT.matcher(value).matches()) {
            return internet(transport, "::", value, both);
        }
        for (Pattern pattern : List.of(VERSION_4, VERSION_6)) {
            Matcher matcher = pattern.matcher(value);
            if (matcher.matches()) {
                return internet(transport, matcher.group(1), matcher.group(2), both);
            }
        }
        return Optional.empty();
    }

    private static Optional<ListenAddress> internet(Transport transport, String host, String port, boolean both) {
        return InternetAddressText.parse(host)
                .map(bytes -> new Internet(transport, bytes, Integer.parseInt(port), both));
    }
}
