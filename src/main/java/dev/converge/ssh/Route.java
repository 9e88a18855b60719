package dev.converge.ssh;

import dev.converge.host.HostFailureException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** From a name and a port to a TCP connection: all of the name's addresses are tried in the resolver's order, within one time limit. */
final class Route {

    private Route() {}

    static WatchedSocket open(Peer peer, Duration timeout) throws HostFailureException, Attempt.DroppedException {
        long end = System.nanoTime() + timeout.toNanos();
        List<IOException> refusals = new ArrayList<>();
        for (InetAddress address : resolve(peer, timeout)) {
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (left <= 0) {
                break;
            }
            WatchedSocket socket = new WatchedSocket();
            try {
                // Before connecting: the host may have hung up right afterwards, which the handshake will find.
                socket.setTcpNoDelay(true);
                socket.connect(new InetSocketAddress(address, peer.port()), (int) Math.min(left, Integer.MAX_VALUE));
                return socket;
            } catch (IOException refusal) {
                socket.hangUp();
                refusals.add(refusal);
            }
        }
        if (!refusals.isEmpty() && isReset(refusals.getLast())) {
            throw new Attempt.DroppedException(NetworkFailures.dropped(peer, new Greeting(), refusals.getLast()));
        }
        throw NetworkFailures.noConnection(peer, timeout, refusals);
    }

    /** The host accepted and closed at once, so early that connecting itself fails. A refusal reads otherwise. */
    private static boolean isReset(IOException refusal) {
        return String.valueOf(refusal.getMessage()).contains("reset");
    }

    /** On a thread of its own: a resolver without an answer cannot be interrupted. */
    private static InetAddress[] resolve(Peer peer, Duration timeout) throws HostFailureException {
        FutureTask<InetAddress[]> lookup = new FutureTask<>(() -> InetAddress.getAllByName(peer.address()));
        Thread.ofPlatform().daemon().name("converge-resolve").start(lookup);
        try {
            return lookup.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException unknown) {
            throw NetworkFailures.unknownName(peer, unknown);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw NetworkFailures.unknownName(peer, interrupted);
        }
    }
}
