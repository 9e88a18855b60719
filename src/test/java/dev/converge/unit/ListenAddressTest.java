package dev.converge.unit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ListenAddressTest {

    @ParameterizedTest
    @CsvSource({
        "8080, tcp [::]:8080",
        "0.0.0.0:80, tcp 0.0.0.0:80",
        "127.0.0.1:65535, tcp 127.0.0.1:65535",
        "[::1]:80, tcp [::1]:80",
        "[2001:DB8:0:0:1:0:0:0]:80, tcp [2001:db8:0:0:1::]:80",
        "[::ffff:192.0.2.1]:80, tcp [::ffff:c000:201]:80",
        "[1:2:3:4:5:6:7:8]:80, tcp [1:2:3:4:5:6:7:8]:80",
        "/run/web.sock, /run/web.sock",
        "@web, @web",
    })
    void anAddressIsReadAsSystemdReadsIt(String written, String meant) {
        Optional<ListenAddress> address = ListenAddress.parse(ListenAddress.Transport.STREAM, written, true);

        assertThat(address).map(Object::toString).contains(meant);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "web",
                "1.2.3:80",
                "1.2.3.256:80",
                "1.2.3.4.5:80",
                "[1:2]:80",
                "[::1::]:80",
                "[1:2:3:4:5:6:7:8:9]:80",
                "[12345::]:80",
                "[1:2:3:4:5:6:7::8]:80",
                "vsock::1234",
                "/run/%i.sock",
                "999999",
                "[::1]",
                "127.0.0.1"
            })
    void whatIsNoAddressOrNotKnownIsLeftOut(String written) {
        Optional<ListenAddress> address = ListenAddress.parse(ListenAddress.Transport.STREAM, written, true);

        assertThat(address).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "80, 80, true",
        "80, 81, false",
        "80, 0.0.0.0:80, true",
        "80, 127.0.0.1:80, true",
        "0.0.0.0:80, 127.0.0.1:80, true",
        "0.0.0.0:80, [::1]:80, false",
        "127.0.0.1:80, 127.0.0.2:80, false",
        "[::1]:80, [::1]:80, true",
        "[::1]:80, [::2]:80, false",
        "/run/a, /run/a, true",
        "/run/a, /run/b, false",
        "/run/a, 80, false",
    })
    void twoAddressesOverlapWhenOneKeepsTheOtherFromBeingBound(String one, String other, boolean overlap) {
        ListenAddress first = stream(one, true);
        ListenAddress second = stream(other, true);

        boolean both = first.overlaps(second) && second.overlaps(first);
        boolean none = !first.overlaps(second) && !second.overlaps(first);

        assertThat(overlap ? both : none).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"80, 0.0.0.0:80, false", "80, [::1]:80, true", "80, 80, true"})
    void onlyIPv6LeavesIPv4Alone(String one, String other, boolean overlap) {
        assertThat(stream(one, false).overlaps(stream(other, false))).isEqualTo(overlap);
    }

    @ParameterizedTest
    @ValueSource(strings = {"80", "127.0.0.1:80", "/run/a"})
    void streamsAndPacketsNeverMeet(String address) {
        Optional<ListenAddress> datagram = ListenAddress.parse(ListenAddress.Transport.DATAGRAM, address, true);

        assertThat(datagram).isPresent().get().matches(udp -> !udp.overlaps(stream(address, true)));
    }

    private static ListenAddress stream(String written, boolean both) {
        return ListenAddress.parse(ListenAddress.Transport.STREAM, written, both)
                .orElseThrow();
    }
}
