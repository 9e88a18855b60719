package dev.converge.ssh;

import dev.converge.fuzz.Fuzz;
import dev.converge.host.HostFailureException;
import dev.converge.host.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whatever stands in known_hosts and in files of keys: it is read or refused, never another exception and never a hang. */
@Timeout(120)
final class KeyFilesFuzzTest {

    @TempDir
    private Path folder = Path.of("");

    private final List<byte[]> keys = new ArrayList<>();
    private byte[] knownHosts = new byte[0];
    private Optional<SshPublicKey> publicKey = Optional.empty();

    @BeforeEach
    void makeKeys() throws Exception {
        Path plain = TestKeys.generate(folder.resolve("plain"), "-t", "ed25519");
        for (Path key : List.of(plain, TestKeys.generate(folder.resolve("ecdsa"), "-t", "ecdsa"))) {
            keys.add(Files.readAllBytes(key));
        }
        publicKey = Optional.of(TestKeys.publicKey(plain));
        String line = EmbeddedSshd.line(publicKey.get());
        knownHosts = ("tank1,10.0.0.1 " + line + "\n[tank1]:2222 " + line + "\n@revoked * " + line
                        + "\n@cert-authority *.example.org,!x " + line
                        + "\n|1|F1E1KeoE/eEWhi10WpGv4OdiO6Y=|3988QV0VE8wmZL7suNrYQLITLCg= " + line + "\n# comment\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void damagedKnownHostsSayWhatTheySay() {
        Fuzz.run(2_000, dice -> dice.damaged(knownHosts), this::readKnownHosts);
    }

    @Test
    void aDamagedPrivateKeyIsReadOrRefused() {
        // It is the operator's own, so nobody gains by numbers that take long to work out.
        Fuzz.run(500, Duration.ofMinutes(1), dice -> dice.damaged(dice.pick(keys)), this::readKey);
    }

    @Test
    void noPieceRepeatedTakesLong() {
        Fuzz.blowUp(
                List.of("*", "?a", "!", ",", " ", "\n", "a", "|1|", "@revoked ", "*a", "[", "]:22"),
                text -> readKnownHosts(
                        (text + " " + EmbeddedSshd.line(publicKey.orElseThrow())).getBytes(StandardCharsets.UTF_8)));
        Fuzz.blowUp(
                List.of("-----BEGIN OPENSSH PRIVATE KEY-----\n", "-----BEGIN PRIVATE KEY-----\n", "A", "\n"),
                text -> readKey(text.substring(0, 60_000).getBytes(StandardCharsets.UTF_8)));
    }

    private void readKnownHosts(byte[] text) throws IOException {
        Path file = Files.write(folder.resolve("known_hosts"), text);
        KnownHosts known = KnownHosts.read(List.of(file));
        known.judge("tank1", publicKey.orElseThrow(), Optional.empty());
        known.judge("[a.example.org]:2222", publicKey.orElseThrow(), Optional.empty());
    }

    private void readKey(byte[] text) throws IOException {
        Path file = Files.write(folder.resolve("key"), text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        try {
            PrivateKeyFile.read(file).unlock(Optional.of(new Secret("x")));
        } catch (HostFailureException refused) {
            // A refusal is as good as a key.
            return;
        }
    }
}
