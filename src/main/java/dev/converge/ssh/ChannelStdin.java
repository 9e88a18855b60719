package dev.converge.ssh;

import java.io.IOException;
import java.io.OutputStream;
import net.schmizz.sshj.connection.channel.direct.Session;

/**
 * The input of a command, written only as far as the host has room for. sshj's own stream waits for room while it holds a lock that its
 * reader thread needs to close the channel: a command that ends without reading its input would block the whole connection.
 */
final class ChannelStdin extends OutputStream {

    private static final int PORTION = 32 * 1024;
    private static final long LOOK_AGAIN_MS = 5;

    private final Session.Command command;
    private final OutputStream out;

    ChannelStdin(Session.Command command) {
        this.command = command;
        this.out = command.getOutputStream();
    }

    @Override
    public void write(int single) throws IOException {
        write(new byte[] {(byte) single}, 0, 1);
    }

    @Override
    public void write(byte[] data, int offset, int length) throws IOException {
        int done = 0;
        while (done < length) {
            int portion = (int) Math.min(Math.min(length - done, PORTION), room());
            out.write(data, offset + done, portion);
            out.flush();
            done += portion;
        }
    }

    private long room() throws IOException {
        while (command.isOpen()) {
            long room = command.getRemoteWinSize();
            if (room > 0) {
                return room;
            }
            try {
                Thread.sleep(LOOK_AGAIN_MS);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", interrupted);
            }
        }
        throw new IOException("the command has ended");
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
