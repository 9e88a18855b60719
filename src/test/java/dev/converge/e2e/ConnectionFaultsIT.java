package dev.converge.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator is told when the way to a host is bad while it is looked at. The host is untouched in every case. */
final class ConnectionFaultsIT {

    /** Several of these tests within its start limit's ten seconds are too many for sshd, else. */
    private static final String RESTART = "systemctl reset-failed ssh; systemctl restart ssh";

    private static final LabHost LAB = LabHosts.fresh(Release.DEBIAN12);
    private static final Snapshot BEFORE = Snapshot.of(LAB);

    @TempDir
    Path folder;

    private FaultyHost host;
    private FlakyLine line;

    @BeforeEach
    void lineToTheHost() {
        host = FaultyHost.of(LAB, folder);
        line = FlakyLine.to(LAB);
        host.workspace().over(line, LAB);
    }

    @AfterEach
    void cutTheLine() {
        line.close();
    }

    @AfterAll
    static void nothingWasTouched() {
        assertThat(Snapshot.of(LAB).difference(BEFORE)).isEmpty();
    }

    @Test
    void aConnectionThatIsResetWhileTheHostIsReadIsSaidToBeLost() {
        line.after(10_000, line::reset);

        Workspace.Run plan = host.workspace().converge("plan");

        assertThat(plan.exitStatus()).isEqualTo(4);
        assertThat(plan.out())
                .contains("host252 unreachable: Connection lost")
                .contains("broke while a command ran")
                .contains("Run again when the host answers.");
    }

    @Test
    void aLineThatFallsSilentWhileTheHostIsReadIsGivenUpAfterTheTimeout() {
        line.after(10_000, line::freeze);
        long begin = System.nanoTime();

        Workspace.Run plan = host.workspace().converge("plan", "--timeout", "3");

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(12));
        assertThat(plan.exitStatus()).isEqualTo(4);
        assertThat(plan.out())
                .contains("host252 unreachable: Connection lost")
                .contains("Nothing came from deploy@127.0.0.1:" + line.port()
                        + " for 3 s, not even an answer to keepalives.");
    }

    @Test
    void aSlowLineIsNotTakenForADeadOne() {
        line.slow(24_000);

        Workspace.Run plan = host.workspace().converge("plan", "--timeout", "2");

        assertThat(plan.exitStatus()).as(plan.out() + plan.err()).isZero();
        assertThat(plan.out()).contains("host252 (systemd 252): 2 changes, 3 jobs");
    }

    @Test
    void aHostThatStandsStillIsGivenUpInTimeAndAnswersOnceItGoesOn() {
        LocalProcess.run(List.of("docker", "pause", LAB.containerId()));

        Workspace.Run paused;
        try {
            paused = host.workspace().converge("plan", "--timeout", "2");
        } finally {
            LocalProcess.run(List.of("docker", "unpause", LAB.containerId()));
        }
        Workspace.Run goingOn = host.workspace().converge("plan");

        assertThat(paused.exitStatus()).isEqualTo(4);
        assertThat(paused.out())
                .contains("host252 unreachable: The host does not finish the handshake")
                .contains("accepts connections and says nothing. Waited for 2 s.");
        assertThat(goingOn.exitStatus()).as(goingOn.out()).isZero();
    }

    /** At its own address: in front of the port on this machine stands the engine, which lets everybody in. */
    @Test
    void aHostWhoseSshdIsDownIsSaidToRefuse() {
        String address = LocalProcess.run(
                        List.of("docker", "inspect", "--format", "{{.NetworkSettings.IPAddress}}", LAB.containerId()))
                .strip();
        host.workspace()
                .write("inventory/sick.yml", "sick: { hosts: { host252: { ansible_host: " + address + " } } }\n");

        Workspace.Run plan =
                host.during("systemctl stop ssh", RESTART, "plan", "--private-key", "" + LabHosts.privateKey());

        assertThat(plan.exitStatus()).isEqualTo(4);
        assertThat(plan.out())
                .contains("host252 unreachable: The host refuses the connection")
                .contains("Nothing listens at " + address + ":22.")
                .contains("Is sshd running there");
    }

    @Test
    void aHostThatAllowsOneSessionIsPlannedAndOneThatAllowsNoneSaysSo() {
        String cure = "rm /etc/ssh/sshd_config.d/sessions.conf; " + RESTART;
        String allow = "echo MaxSessions %d >/etc/ssh/sshd_config.d/sessions.conf; " + RESTART;

        Workspace.Run one = host.planDuring(String.format(Locale.ROOT, allow, 1), cure);
        Workspace.Run none = host.planDuring(String.format(Locale.ROOT, allow, 0), cure);

        assertThat(one.exitStatus()).as(one.out()).isZero();
        assertThat(none.exitStatus()).isEqualTo(3);
        assertThat(none.out())
                .contains("host252 failed: The host does not run commands")
                .contains("lets us in, but refuses a session with a command: open failed")
                .contains("Look for MaxSessions");
    }

    @Test
    void aHostThatIsBusyWithOtherLoginsIsTriedThreeTimesAndSaidToDropConnections() throws IOException {
        LAB.exec("echo MaxStartups 1:100:1 >/etc/ssh/sshd_config.d/startups.conf; " + RESTART);
        Workspace.Run plan;
        try (Socket other = new Socket(InetAddress.getLoopbackAddress(), LAB.port())) {
            other.getInputStream().read();
            plan = host.workspace().converge("plan", "--timeout", "4");
        } finally {
            LAB.exec("rm /etc/ssh/sshd_config.d/startups.conf; " + RESTART);
        }

        assertThat(line.connections()).isEqualTo(3);
        assertThat(plan.exitStatus()).isEqualTo(4);
        assertThat(plan.out())
                .contains("host252 unreachable: The host drops connections before login")
                .contains("Too many logins at once (MaxStartups)? Try a smaller --forks");
    }

    /** Nineteen names of the one lab host, and a port whose queue is full: the kernel drops what comes, like a firewall. */
    @Test
    void oneDeadHostInTwentyIsNamedAndDelaysNobodyBeyondItsTimeout() throws IOException {
        StringBuilder more = new StringBuilder("sick:\n  hosts:\n");
        for (int number = 1; number <= 18; number++) {
            more.append("    alias" + number + ": { ansible_host: 127.0.0.1, ansible_port: " + line.port() + " }\n");
        }
        long begin;
        Workspace.Run plan;
        try (FullPort dead = FullPort.open()) {
            more.append("    dead: { ansible_host: 127.0.0.1, ansible_port: " + dead.port() + " }\n");
            host.workspace().write("inventory/more.yml", more.toString());
            begin = System.nanoTime();
            plan = host.workspace().converge("plan", "--timeout", "3", "--format", "json");
        }
        long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin);

        JsonObject summary = plan.json().getAsJsonObject("summary");
        assertThat(plan.exitStatus()).isEqualTo(4);
        assertThat(summary.get("hosts").getAsInt()).isEqualTo(20);
        assertThat(summary.get("unreachable").getAsInt()).isEqualTo(1);
        assertThat(summary.get("failed").getAsInt()).isZero();
        assertThat(plan.host("dead").get("error").toString())
                .contains("The host does not answer")
                .contains("within 3 s");
        assertThat(seconds).isLessThan(30);
    }

    /** A port on which connections are neither accepted nor refused. */
    private record FullPort(ServerSocket server, List<Socket> queued) implements AutoCloseable {

        static FullPort open() throws IOException {
            ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
            List<Socket> queued = new ArrayList<>();
            for (boolean full = false; !full; ) {
                Socket next = new Socket();
                queued.add(next);
                full = !connects(next, server.getLocalPort());
            }
            return new FullPort(server, queued);
        }

        int port() {
            return server.getLocalPort();
        }

        private static boolean connects(Socket socket, int port) throws IOException {
            try {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 300);
                return true;
            } catch (SocketTimeoutException dropped) {
                return false;
            }
        }

        @Override
        public void close() throws IOException {
            for (Socket socket : queued) {
                socket.close();
            }
            server.close();
        }
    }
}
