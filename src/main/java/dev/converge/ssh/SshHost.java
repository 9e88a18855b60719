package dev.converge.ssh;

import dev.converge.host.Command;
import dev.converge.host.CommandResult;
import dev.converge.host.Conversation;
import dev.converge.host.Deadline;
import dev.converge.host.Host;
import dev.converge.host.HostFailure;
import dev.converge.host.HostFailureException;
import dev.converge.host.HostName;
import dev.converge.host.Secret;
import dev.converge.host.Sudo;
import dev.converge.host.Target;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.connection.channel.direct.Session;
import net.schmizz.sshj.connection.channel.direct.Signal;
import org.jspecify.annotations.Nullable;

/** A session with a machine: each command is one channel on the one connection, and nothing else is ever run. */
final class SshHost implements Host {

    private static final Duration LONGEST_FAREWELL = Duration.ofMillis(500);
    private static final Duration SHORTEST_STALL = Duration.ofSeconds(3);

    private final Target target;
    private final Peer peer;
    private final SSHClient client;
    private final WatchedSocket socket;
    private final Optional<Secret> becomePassword;
    private final Duration stallLimit;
    private final StallWatch watch;

    SshHost(Target target, Peer peer, Attempt.Session session, Optional<Secret> becomePassword) {
        this.target = target;
        this.peer = peer;
        this.client = session.client();
        this.socket = session.socket();
        this.becomePassword = becomePassword;
        this.stallLimit = stallLimit(target.timeout());
        this.watch = new StallWatch(socket, stallLimit);
    }

    /** Keepalives go out often enough that two answers may be late. */
    static int keepAliveSeconds(Duration timeout) {
        return (int) Math.max(1, stallLimit(timeout).toSeconds() / 3);
    }

    private static Duration stallLimit(Duration timeout) {
        return timeout.compareTo(SHORTEST_STALL) < 0 ? SHORTEST_STALL : timeout;
    }

    @Override
    public HostName name() {
        return target.name();
    }

    @Override
    public CommandResult run(Command command) throws HostFailureException {
        boolean sudo = target.become() && !peer.user().equals("root");
        Optional<Secret> password = sudo ? becomePassword : Optional.empty();
        List<String> argv = !sudo
                ? command.argv()
                : password.isPresent() ? Sudo.askingFirst(command.argv()) : Sudo.withoutAsking(command.argv());
        try (Deadline deadline = new Deadline(command.timeout(), socket::hangUp)) {
            CommandResult result = exchange(ShellWords.join(argv), command, password, deadline);
            Optional<HostFailure> refusal =
                    sudo ? Sudo.refusal(result, peer.user(), password.isPresent()) : Optional.empty();
            if (refusal.isPresent()) {
                throw new HostFailureException(refusal.get());
            }
            return result;
        }
    }

    private CommandResult exchange(String line, Command command, Optional<Secret> password, Deadline deadline)
            throws HostFailureException {
        Session.Command running = start(line, command, deadline);
        try {
            Conversation.Spoken spoken = new Conversation(
                            new ChannelStdin(running), running.getInputStream(), running.getErrorStream())
                    .hold(command, password);
            running.join();
            return new CommandResult(exitStatus(running), spoken.stdout(), spoken.stderr());
        } catch (Conversation.TooMuchOutputException flood) {
            socket.hangUp();
            throw new HostFailureException(CommandFailures.tooMuch(peer, command), flood);
        } catch (IOException broken) {
            throw new HostFailureException(why(broken, command, deadline), broken);
        }
    }

    /** The status may arrive after the last output, so this is asked when the channel is closed. */
    private int exitStatus(Session.Command ended) throws HostFailureException {
        @Nullable Integer status = ended.getExitStatus();
        if (status != null) {
            return status;
        }
        @Nullable Signal signal = ended.getExitSignal();
        if (signal != null) {
            return 128 + number(signal);
        }
        throw new HostFailureException(CommandFailures.noStatus(peer));
    }

    private Session.Command start(String line, Command command, Deadline deadline) throws HostFailureException {
        try {
            // How long the host may take to open the channel: as long as it answers keepalives.
            client.getConnection().setTimeoutMs((int) Math.min(command.timeout().toMillis() * 2, Integer.MAX_VALUE));
            return client.startSession().exec(line);
        } catch (IOException | IllegalStateException refused) {
            if (!deadline.expired() && client.getTransport().isRunning()) {
                throw new HostFailureException(
                        CommandFailures.refused(peer, String.valueOf(refused.getMessage())), refused);
            }
            throw new HostFailureException(why(refused, command, deadline), refused);
        }
    }

    private HostFailure why(Exception broken, Command command, Deadline deadline) {
        if (deadline.expired()) {
            return CommandFailures.timedOut(peer, command);
        }
        if (watch.stalled()) {
            return CommandFailures.silent(peer, stallLimit);
        }
        if (Thread.currentThread().isInterrupted()) {
            return CommandFailures.interrupted(peer);
        }
        return CommandFailures.lost(peer, String.valueOf(broken.getMessage()));
    }

    /** As Linux numbers them; 127 for one that SSH has no name for. */
    private static int number(Signal signal) {
        return switch (signal) {
            case HUP -> 1;
            case INT -> 2;
            case QUIT -> 3;
            case ILL -> 4;
            case ABRT -> 6;
            case FPE -> 8;
            case KILL -> 9;
            case USR1 -> 10;
            case SEGV -> 11;
            case USR2 -> 12;
            case PIPE -> 13;
            case ALRM -> 14;
            case TERM -> 15;
            case UNKNOWN -> 127;
        };
    }

    @Override
    public void close() {
        watch.close();
        hangUp(client, socket);
    }

    /** Says goodbye if that can be done at once; in any case closes the socket, which ends sshj's threads. */
    static void hangUp(SSHClient client, WatchedSocket socket) {
        Deadline farewell = new Deadline(LONGEST_FAREWELL, socket::hangUp);
        try {
            client.disconnect();
        } catch (IOException gone) {
            // Nobody is there to be said goodbye to.
            return;
        } finally {
            farewell.close();
            socket.hangUp();
        }
    }
}
