package dev.converge.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.converge.ssh.KnownHosts.Verdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class KnownHostsTest {

    private static final SshPublicKey KEY = rsaKey();
    private static final SshPublicKey OTHER = rsaKey();

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            web1.example.com;                   web1.example.com;         true
            WEB1.Example.com;                   web1.example.com;         true
            web2.example.com;                   web1.example.com;         false
            web1,10.0.0.1;                      10.0.0.1;                 true
            web?;                               web1;                     true
            web?;                               web12;                    false
            *.example.com;                      web1.example.com;         true
            *.example.com;                      example.com;              false
            w*b*1;                              web-b11;                  true
            *;                                  [web1]:2222;              true
            *,!web1;                            web1;                     false
            !web1,*;                            web1;                     false
            !web1,*;                            web2;                     true
            !web1;                              web2;                     false
            !web1,web2;                         web3;                     false
            web1;                               [web1]:2222;              false
            [web1]:2222;                        [web1]:2222;              true
            [web1]:2222;                        web1;                     false
            [*.example.com]:2222;               [a.example.com]:2222;     true
            """)
    void aLineSpeaksOfTheHostsThatItsPatternsMatch(String patterns, String host, boolean matches) throws Exception {
        KnownHosts known = read(patterns + " " + line(KEY));

        Verdict verdict = known.judge(host, KEY, Optional.empty());

        assertThat(verdict).isEqualTo(matches ? new Verdict.Trusted() : new Verdict.Unknown());
    }

    @Test
    void aHashedNameIsFound() throws Exception {
        byte[] salt = "0123456789abcdefghij".getBytes(StandardCharsets.US_ASCII);
        Mac mac = Mac.getInstance("HmacSHA1");
        mac.init(new SecretKeySpec(salt, "HmacSHA1"));
        byte[] hash = mac.doFinal("[web1]:2222".getBytes(StandardCharsets.US_ASCII));
        KnownHosts known = read("|1|" + base64(salt) + "|" + base64(hash) + " " + line(KEY));

        Verdict same = known.judge("[web1]:2222", KEY, Optional.empty());
        Verdict another = known.judge("web1", KEY, Optional.empty());

        assertThat(same).isEqualTo(new Verdict.Trusted());
        assertThat(another).isEqualTo(new Verdict.Unknown());
    }

    @Test
    void anotherKeyOfAKnownHostIsAChangeAndTheOldLineIsNamed() throws Exception {
        KnownHosts known = read("# first\n\nweb1 " + line(OTHER));

        Verdict verdict = known.judge("web1", KEY, Optional.empty());

        assertThat(verdict)
                .isInstanceOfSatisfying(
                        Verdict.Changed.class,
                        changed -> assertThat(changed.known())
                                .extracting(KnownHosts.Line::spot)
                                .containsExactly(folder.resolve("known_hosts") + ":3"));
    }

    @Test
    void aRevokedKeyIsRefusedAlsoWhereAnotherLineTrustsIt() throws Exception {
        KnownHosts known = read("web1 " + line(KEY) + "\n@revoked * " + line(KEY));

        Verdict verdict = known.judge("web1", KEY, Optional.empty());

        assertThat(verdict)
                .isInstanceOfSatisfying(
                        Verdict.Revoked.class,
                        revoked -> assertThat(revoked.line().number()).isEqualTo(2));
    }

    @Test
    void aRevocationForOtherHostsDoesNotCount() throws Exception {
        KnownHosts known = read("web1 " + line(KEY) + "\n@revoked web2 " + line(KEY));

        Verdict verdict = known.judge("web1", KEY, Optional.empty());

        assertThat(verdict).isEqualTo(new Verdict.Trusted());
    }

    @Test
    void anAuthorityVouchesForTheKeysItHasSignedAndNotForItself() throws Exception {
        KnownHosts known = read("@cert-authority *.example.com " + line(OTHER));

        Verdict signed = known.judge("a.example.com", KEY, Optional.of(OTHER));
        Verdict unsigned = known.judge("a.example.com", KEY, Optional.empty());
        Verdict itself = known.judge("a.example.com", OTHER, Optional.empty());
        Verdict elsewhere = known.judge("a.example.org", KEY, Optional.of(OTHER));

        assertThat(signed).isEqualTo(new Verdict.Trusted());
        assertThat(unsigned).isEqualTo(new Verdict.Unknown());
        assertThat(itself).isEqualTo(new Verdict.Unknown());
        assertThat(elsewhere).isEqualTo(new Verdict.Unknown());
    }

    @Test
    void aRevokedAuthorityVouchesForNothing() throws Exception {
        KnownHosts known = read("@cert-authority * " + line(OTHER) + "\n@revoked * " + line(OTHER));

        Verdict verdict = known.judge("web1", KEY, Optional.of(OTHER));

        assertThat(verdict).isInstanceOf(Verdict.Revoked.class);
    }

    @Test
    void aHostIsAskedForTheTypesOfItsKnownKeysFirst() throws Exception {
        KnownHosts rsa = read("web1 " + line(KEY));
        KnownHosts authority = read("@cert-authority web1 " + line(KEY));
        KnownHosts revoked = read("@revoked web1 " + line(KEY));

        assertThat(rsa.algorithmsFor("web1")).containsExactly("rsa-sha2-512", "rsa-sha2-256");
        assertThat(authority.algorithmsFor("web1"))
                .isNotEmpty()
                .allMatch(name -> name.endsWith("-cert-v01@openssh.com"));
        assertThat(revoked.algorithmsFor("web1")).isEmpty();
    }

    @Test
    void severalFilesCountAndOneThatIsMissingSaysNothing() throws Exception {
        Path first = Files.writeString(folder.resolve("first"), "web1 " + line(OTHER) + "\n");
        Path second = Files.writeString(folder.resolve("second"), "web1 " + line(KEY) + "\n");

        KnownHosts known = KnownHosts.read(List.of(first, folder.resolve("missing"), second));

        assertThat(known.judge("web1", KEY, Optional.empty())).isEqualTo(new Verdict.Trusted());
    }

    @ParameterizedTest
    @CsvSource({
        "web1",
        "web1 ssh-rsa",
        "web1 ssh-rsa AAAA",
        "web1 ssh-rsa !!!!",
        "|1|x ssh-rsa",
        "@unknown web1 ssh-rsa"
    })
    void aLineThatIsNoEntryIsPassedOver(String broken) throws Exception {
        KnownHosts known = read(broken + "\nweb1 " + line(KEY));

        Verdict verdict = known.judge("web1", KEY, Optional.empty());

        assertThat(verdict).isEqualTo(new Verdict.Trusted());
    }

    @Test
    void aTypeThatIsNotTheKeysOwnIsPassedOver() throws Exception {
        KnownHosts known = read("web1 ssh-ed25519 " + base64(KEY.blob()));

        Verdict verdict = known.judge("web1", KEY, Optional.empty());

        assertThat(verdict).isEqualTo(new Verdict.Unknown());
    }

    private KnownHosts read(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("known_hosts"), text + "\n");
        return KnownHosts.read(List.of(file));
    }

    private static String line(SshPublicKey key) {
        return key.type() + " " + base64(key.blob()) + " a comment";
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static SshPublicKey rsaKey() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(1024);
            KeyPair pair = generator.generateKeyPair();
            return SshPublicKey.of(pair.getPublic());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
