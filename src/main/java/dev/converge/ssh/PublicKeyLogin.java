package dev.converge.ssh;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.common.Message;
import net.schmizz.sshj.common.SSHPacket;
import net.schmizz.sshj.transport.TransportException;
import net.schmizz.sshj.userauth.UserAuthException;
import net.schmizz.sshj.userauth.method.AbstractAuthMethod;

/**
 * Offers one key after the other, each in one algorithm, and signs with the one that the host takes. sshj's own method knows no agent and
 * tries an rsa key twice, which counts twice against the host's limit.
 */
final class PublicKeyLogin extends AbstractAuthMethod {

    private final List<LoginKey> keys;
    private int current;
    private volatile Optional<IOException> refusal = Optional.empty();

    /** @param keys at least one */
    PublicKeyLogin(List<LoginKey> keys) {
        super("publickey");
        this.keys = List.copyOf(keys);
    }

    /** Why the holder of a key that the host would have taken did not sign. */
    Optional<IOException> refusal() {
        return refusal;
    }

    /** After a refusal by the host: whether there is another key, which is then requested. */
    @Override
    public boolean shouldRetry() {
        current++;
        return current < keys.size();
    }

    @Override
    protected SSHPacket buildReq() throws UserAuthException {
        return request(false);
    }

    @Override
    public void handle(Message message, SSHPacket packet) throws UserAuthException, TransportException {
        if (message != Message.USERAUTH_60) {
            super.handle(message, packet);
            return;
        }
        SSHPacket request = request(true);
        byte[] data = new Buffer.PlainBuffer()
                .putString(params.getTransport().getSessionID())
                .putBuffer(request)
                .getCompactData();
        LoginKey key = keys.get(current);
        try {
            request.putString(key.sign(algorithm(key), data));
        } catch (IOException unsigned) {
            refusal = Optional.of(unsigned);
            throw new UserAuthException("no signature by " + key.origin(), unsigned);
        }
        params.getTransport().write(request);
    }

    private SSHPacket request(boolean signed) throws UserAuthException {
        LoginKey key = keys.get(current);
        SSHPacket packet = super.buildReq().putBoolean(signed);
        packet.putString(algorithm(key));
        packet.putString(key.publicKey().blob());
        return packet;
    }

    private static String algorithm(LoginKey key) {
        return LoginKey.algorithmOf(key.publicKey().type());
    }
}
