package dev.converge.observed;

import dev.converge.unit.ListenAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The sections {@code sockets} and {@code handles} put together: what listens in the probe's own network namespace. In: lines of
 * /proc/net/tcp, tcp6, udp, udp6 and unix behind the file's name.
 */
final class Sockets {

    private static final Pattern INTERNET = Pattern.compile(
            "proc/net/(tcp|udp)6?: *[0-9]+: "
                    + "([0-9A-F]{8}|[0-9A-F]{32}):([0-9A-F]{4}) [0-9A-F:]+ (0A|07) \\S+ \\S+ \\S+ +[0-9]+ +[0-9]+ ([0-9]{1,18})\\b.*");
    private static final Pattern UNIX =
            Pattern.compile("proc/net/unix:[0-9a-f]+: \\S+ \\S+ 00010000 000([15]) \\S+ +([0-9]{1,18}) ([/@].*)");

    private Sockets() {}

    static List<ListeningSocket> read(ProbeAnswer answer, Handles handles) {
        List<ListeningSocket> sockets = new ArrayList<>();
        for (String line : answer.lines("sockets")) {
            internet(INTERNET.matcher(line), handles)
                    .or(() -> local(UNIX.matcher(line), handles))
                    .ifPresent(sockets::add);
        }
        return sockets;
    }

    private static Optional<ListeningSocket> internet(Matcher line, Handles handles) {
        if (!line.matches() || line.group(1).equals("tcp") != line.group(4).equals("0A")) {
            return Optional.empty();
        }
        ListenAddress.Transport transport =
                line.group(1).equals("tcp") ? ListenAddress.Transport.STREAM : ListenAddress.Transport.DATAGRAM;
        long inode = Long.parseLong(line.group(5));
        ListenAddress address =
                new ListenAddress.Internet(transport, bytes(line.group(2)), Integer.parseInt(line.group(3), 16), true);
        return Optional.of(new ListeningSocket(address, inode, handles.holders(inode)));
    }

    /** The kernel prints words of 32 bits as numbers; all machines that run systemd today but a few mainframes are little-endian. */
    private static List<Integer> bytes(String hex) {
        List<Integer> bytes = new ArrayList<>();
        for (int word = 0; word < hex.length(); word += 8) {
            for (int at = word + 6; at >= word; at -= 2) {
                bytes.add(Integer.parseInt(hex.substring(at, at + 2), 16));
            }
        }
        return bytes;
    }

    private static Optional<ListeningSocket> local(Matcher line, Handles handles) {
        if (!line.matches()) {
            return Optional.empty();
        }
        ListenAddress.Transport transport =
                line.group(1).equals("1") ? ListenAddress.Transport.STREAM : ListenAddress.Transport.PACKETS;
        long inode = Long.parseLong(line.group(2));
        return Optional.of(
                new ListeningSocket(new ListenAddress.Local(transport, line.group(3)), inode, handles.holders(inode)));
    }
}
