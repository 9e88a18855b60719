package dev.converge.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.converge.host.HostFailure;
import dev.converge.host.HostFailureException;
import dev.converge.host.Secret;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import net.schmizz.sshj.common.Factory;
import net.schmizz.sshj.signature.Signature;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PrivateKeyFileTest {

    private static final byte[] DATA = {1, 2, 3};

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-t ed25519",
                "-t ecdsa -b 256",
                "-t ecdsa -b 384",
                "-t ecdsa -b 521",
                "-t rsa -b 2048",
                "-t ecdsa -b 256 -m PKCS8",
                "-t ecdsa -b 384 -m PKCS8",
                "-t rsa -b 2048 -m PKCS8",
                "-t ecdsa -b 521 -m PEM",
                "-t rsa -b 2048 -m PEM"
            })
    void aKeyOfAnyTypeAndFormSigns(String options) throws Exception {
        Path path = TestKeys.generate(folder.resolve("key"), options.split(" ", -1));

        FileLoginKey key = PrivateKeyFile.read(path).unlock(Optional.empty());

        assertThat(key.publicKey().fingerprint()).isEqualTo(TestKeys.fingerprint(path));
        assertThat(verifies(key)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-t ed25519",
                "-t rsa -b 2048",
                "-t ecdsa",
                "-t ecdsa -m PKCS8",
                "-t rsa -b 2048 -m PKCS8",
                "-t ed25519 -Z aes256-gcm@openssh.com"
            })
    void anEncryptedKeySignsOnceThePassphraseIsGiven(String options) throws Exception {
        Path path = TestKeys.generate(folder.resolve("key"), (options + " -N correct-horse").split(" ", -1));
        PrivateKeyFile file = PrivateKeyFile.read(path);

        FileLoginKey key = file.unlock(Optional.of(new Secret("correct-horse")));

        assertThat(file.encrypted()).isTrue();
        assertThat(verifies(key)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-t ed25519", "-t rsa -b 2048 -m PKCS8"})
    void aWrongPassphraseIsSaidToBeWrong(String options) throws Exception {
        Path path = TestKeys.generate(folder.resolve("key"), (options + " -N correct-horse").split(" ", -1));
        PrivateKeyFile file = PrivateKeyFile.read(path);

        HostFailure failure = failureOf(() -> file.unlock(Optional.of(new Secret("wrong"))));

        assertThat(failure.summary()).isEqualTo("The passphrase does not open the private key");
        assertThat(failure.remedy()).endsWith("ssh-add " + path);
    }

    @Test
    void theOldEncryptionOfPemIsRefusedWithTheCommandThatReplacesIt() {
        Path path = TestKeys.generate(folder.resolve("key"), "-t", "rsa", "-m", "PEM", "-N", "correct-horse");

        HostFailure failure = failureOf(() -> PrivateKeyFile.read(path));

        assertThat(failure.summary()).isEqualTo("The private key is encrypted in an old way");
        assertThat(failure.remedy()).startsWith("ssh-keygen -p -f " + path);
    }

    @Test
    void aKeyThatOthersMayReadIsRefusedWithTheCommandThatClosesIt() throws Exception {
        Path path = TestKeys.ecdsa(folder.resolve("my key"));
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-r-----"));

        HostFailure failure = failureOf(() -> PrivateKeyFile.read(path));

        assertThat(failure.summary()).isEqualTo("The private key is readable by others");
        assertThat(failure.remedy()).isEqualTo("chmod 600 '" + path + "'");
    }

    @Test
    void aMissingFileIsNamed() {
        HostFailure failure = failureOf(() -> PrivateKeyFile.read(folder.resolve("none")));

        assertThat(failure)
                .isEqualTo(HostFailure.unreachable(
                        "The private key cannot be read",
                        folder.resolve("none") + ": It does not exist.",
                        "Correct ansible_ssh_private_key_file or --private-key."));
    }

    @Test
    void thePublicHalfIsToldFromThePrivateOne() throws Exception {
        Path path = TestKeys.ecdsa(folder.resolve("key"));
        Path publicHalf = Path.of(path + ".pub");
        Files.setPosixFilePermissions(publicHalf, PosixFilePermissions.fromString("rw-------"));

        HostFailure failure = failureOf(() -> PrivateKeyFile.read(publicHalf));

        assertThat(failure.summary()).isEqualTo("The private key is a public key");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n-----END OPENSSH PRIVATE KEY-----\n",
                "-----BEGIN OPENSSH PRIVATE KEY-----\n!!\n",
                "-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----\n",
                "-----BEGIN PRIVATE KEY-----\n",
                "-----BEGIN DSA PRIVATE KEY-----\nAAAA\n-----END DSA PRIVATE KEY-----\n"
            })
    void aDamagedKeyIsSaidToBeDamaged(String text) throws Exception {
        Path path = ownerOnly(Files.writeString(folder.resolve("key"), text));

        HostFailure failure = failureOf(() -> PrivateKeyFile.read(path).unlock(Optional.empty()));

        assertThat(failure.summary()).isEqualTo("The private key is damaged");
    }

    @Test
    void theTextOfAKeyIsNeverShown() throws Exception {
        Path path = TestKeys.ecdsa(folder.resolve("key"));

        PrivateKeyFile file = PrivateKeyFile.read(path);

        assertThat(file).hasToString(path.toString());
        assertThat(file.unlock(Optional.empty())).hasToString(path.toString());
    }

    private static boolean verifies(FileLoginKey key) throws Exception {
        String algorithm = LoginKey.algorithmOf(key.publicKey().type());
        Signature verifier = Factory.Named.Util.create(Algorithms.shared().getKeyAlgorithms(), algorithm)
                .newSignature();
        verifier.initVerify(key.pair().getPublic());
        verifier.update(DATA);
        return verifier.verify(key.sign(algorithm, DATA));
    }

    private static Path ownerOnly(Path path) throws Exception {
        return Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
    }

    private interface Refused {
        Object run() throws HostFailureException;
    }

    private static HostFailure failureOf(Refused action) {
        return catchThrowableOfType(HostFailureException.class, action::run).failure();
    }
}
