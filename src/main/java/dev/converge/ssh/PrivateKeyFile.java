package dev.converge.ssh;

import com.hierynomus.sshj.userauth.keyprovider.OpenSSHKeyV1KeyFile;
import dev.converge.host.HostFailureException;
import dev.converge.host.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.KeyPair;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.userauth.keyprovider.BaseFileKeyProvider;
import net.schmizz.sshj.userauth.keyprovider.PKCS8KeyFile;
import net.schmizz.sshj.userauth.password.PasswordFinder;
import net.schmizz.sshj.userauth.password.PasswordUtils;
import org.jspecify.annotations.Nullable;

/**
 * A private key as it lies on disk: OpenSSH's own form, PKCS#8 or PKCS#1.
 *
 * @param encrypted whether it takes a passphrase
 * @param publicKey its public half, where that can be had without the passphrase
 */
record PrivateKeyFile(Path path, String text, boolean encrypted, Optional<SshPublicKey> publicKey) {

    private static final int LONGEST = 64 * 1024;
    private static final String OPENSSH = "-----BEGIN OPENSSH PRIVATE KEY-----";

    /** @throws HostFailureException when it cannot be read, others may read it, or it is none that we know */
    static PrivateKeyFile read(Path path) throws HostFailureException {
        String text = textOf(path);
        refuseIfOpen(path);
        if (text.contains("DEK-Info:")) {
            throw KeyFailures.oldEncryption(path);
        }
        if (text.contains(OPENSSH)) {
            return openssh(path, text);
        }
        if (text.contains("-----BEGIN") && text.contains("PRIVATE KEY-----")) {
            return new PrivateKeyFile(path, text, text.contains("ENCRYPTED PRIVATE KEY-----"), publicKeyBeside(path));
        }
        throw KeyFailures.notAKey(path, text);
    }

    private static String textOf(Path path) throws HostFailureException {
        try {
            if (Files.size(path) > LONGEST) {
                throw KeyFailures.notAKey(path, "");
            }
            return Files.readString(path, StandardCharsets.ISO_8859_1);
        } catch (IOException unreadable) {
            throw KeyFailures.unreadable(path, unreadable);
        }
    }

    /** As ssh: a private key that others may read is not used. */
    private static void refuseIfOpen(Path path) throws HostFailureException {
        try {
            Set<PosixFilePermission> mode = Files.getPosixFilePermissions(path);
            if (mode.stream().anyMatch(permission -> !permission.name().startsWith("OWNER_"))) {
                throw KeyFailures.tooOpen(path);
            }
        } catch (IOException unreadable) {
            throw KeyFailures.unreadable(path, unreadable);
        }
    }

    /** The public half stands in front of the encrypted part: PROTOCOL.key in OpenSSH's sources. */
    private static PrivateKeyFile openssh(Path path, String text) throws HostFailureException {
        String body = text.lines()
                .map(String::strip)
                .dropWhile(line -> !line.equals(OPENSSH))
                .skip(1)
                .takeWhile(line -> !line.startsWith("-----"))
                .collect(Collectors.joining());
        try {
            Buffer.PlainBuffer buffer =
                    new Buffer.PlainBuffer(Base64.getDecoder().decode(body));
            buffer.readRawBytes(new byte["openssh-key-v1\0".length()]);
            String cipher = buffer.readString();
            buffer.readString();
            buffer.readBytes();
            buffer.readUInt32();
            SshPublicKey publicKey = SshPublicKey.of(buffer.readBytes());
            return new PrivateKeyFile(path, text, !cipher.equals("none"), Optional.of(publicKey));
        } catch (Buffer.BufferException | IllegalArgumentException damaged) {
            throw KeyFailures.damaged(path, damaged);
        }
    }

    /** From {@code KEY.pub}, as ssh-keygen leaves it; only used to know what the private key is, never trusted with more. */
    private static Optional<SshPublicKey> publicKeyBeside(Path path) {
        try {
            String[] fields = Files.readString(Path.of(path + ".pub"), StandardCharsets.ISO_8859_1)
                    .split("\\s+", -1);
            return Optional.of(SshPublicKey.of(Base64.getDecoder().decode(fields[1])));
        } catch (IOException | IllegalArgumentException | ArrayIndexOutOfBoundsException none) {
            return Optional.empty();
        }
    }

    /**
     * @param passphrase of no meaning for a key that is not encrypted
     * @throws HostFailureException when the passphrase is wrong or the file damaged
     */
    FileLoginKey unlock(Optional<Secret> passphrase) throws HostFailureException {
        Algorithms.prepare();
        BaseFileKeyProvider provider = text.contains(OPENSSH) ? new OpenSSHKeyV1KeyFile() : new PKCS8KeyFile();
        @Nullable
        PasswordFinder finder = passphrase
                .map(secret -> PasswordUtils.createOneOff(secret.reveal().toCharArray()))
                .orElse(null);
        provider.init(text, null, finder);
        try {
            KeyPair pair = new KeyPair(provider.getPublic(), provider.getPrivate());
            return new FileLoginKey(path, SshPublicKey.of(pair.getPublic()), pair);
        } catch (IOException | RuntimeException unusable) {
            // What sshj throws at a damaged key depends on where the damage is.
            throw encrypted ? KeyFailures.wrongPassphrase(path, unusable) : KeyFailures.damaged(path, unusable);
        }
    }

    /** Never the key itself. */
    @Override
    public String toString() {
        return path.toString();
    }
}
