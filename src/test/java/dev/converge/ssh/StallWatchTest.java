package dev.converge.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class StallWatchTest {

    @Test
    void aHostThatFallsSilentIsHungUpOn() throws Exception {
        try (RawServer silent = RawServer.that(connection -> Thread.sleep(60_000));
                WatchedSocket socket = connected(silent);
                StallWatch watch = new StallWatch(socket, Duration.ofMillis(200))) {

            while (!watch.stalled()) {
                Thread.sleep(10);
            }

            assertThat(socket.isClosed()).isTrue();
        }
    }

    @Test
    void aHostThatSaysSomethingNowAndThenIsLetAlone() throws Exception {
        try (RawServer slow = RawServer.that(StallWatchTest::greetAndTick);
                WatchedSocket socket = connected(slow);
                StallWatch watch = new StallWatch(socket, Duration.ofSeconds(2))) {

            byte[] heard = socket.getInputStream().readNBytes(30);

            assertThat(heard).hasSize(30);
            assertThat(watch.stalled()).isFalse();
        }
    }

    /** For three seconds, longer than the watch allows silence. */
    private static void greetAndTick(Socket connection) throws IOException, InterruptedException {
        for (int i = 0; i < 30; i++) {
            connection.getOutputStream().write('\n');
            Thread.sleep(100);
        }
    }

    private static WatchedSocket connected(RawServer server) throws Exception {
        WatchedSocket socket = new WatchedSocket();
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
        return socket;
    }
}
