package dev.converge.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import net.schmizz.sshj.common.Buffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SshAgentTest {

    private static final SshPublicKey ED25519 = blobOf("ssh-ed25519");
    private static final SshPublicKey RSA = blobOf("ssh-rsa");

    @TempDir
    Path folder;

    @Test
    void itsKeysComeInItsOwnOrderWithTheirComments() throws Exception {
        byte[] answer = new Buffer.PlainBuffer()
                .putByte((byte) 12)
                .putUInt32(2)
                .putBytes(ED25519.blob())
                .putString("me@laptop")
                .putBytes(RSA.blob())
                .putString("")
                .getCompactData();
        try (FakeAgent fake = FakeAgent.answering(folder.resolve("s"), request -> answer)) {

            List<LoginKey> keys = new SshAgent(fake.socket()).keys();

            assertThat(keys).extracting(LoginKey::publicKey).containsExactly(ED25519, RSA);
            assertThat(keys).extracting(LoginKey::origin).containsExactly("agent: me@laptop", "agent: ");
            assertThat(fake.requests()).containsExactly(new byte[] {11});
        }
    }

    @Test
    void anRsaKeySignsWithSha512() throws Exception {
        byte[] list = new Buffer.PlainBuffer()
                .putByte((byte) 12)
                .putUInt32(1)
                .putBytes(RSA.blob())
                .putString("")
                .getCompactData();
        byte[] signed = new Buffer.PlainBuffer()
                .putByte((byte) 14)
                .putBytes(new byte[] {42})
                .getCompactData();
        try (FakeAgent fake = FakeAgent.answering(folder.resolve("s"), request -> request[0] == 11 ? list : signed)) {
            LoginKey key = new SshAgent(fake.socket()).keys().getFirst();

            byte[] signature = key.sign("rsa-sha2-512", new byte[] {7});

            assertThat(signature).containsExactly(42);
            assertThat(fake.requests().getLast())
                    .isEqualTo(new Buffer.PlainBuffer()
                            .putByte((byte) 13)
                            .putBytes(RSA.blob())
                            .putBytes(new byte[] {7})
                            .putUInt32(4)
                            .getCompactData());
        }
    }

    @Test
    void aRefusalIsAFailure() throws Exception {
        try (FakeAgent fake = FakeAgent.answering(folder.resolve("s"), request -> new byte[] {5})) {
            SshAgent agent = new SshAgent(fake.socket());

            assertThatThrownBy(agent::keys).isInstanceOf(IOException.class).hasMessage("the agent refuses");
        }
    }

    @Test
    void anAnswerThatIsNoneIsAFailure() throws Exception {
        byte[] tooShort = {12, 0, 0, 0, 9, 0, 0, 1, 0};
        try (FakeAgent fake = FakeAgent.answering(folder.resolve("s"), request -> tooShort)) {
            SshAgent agent = new SshAgent(fake.socket());

            assertThatThrownBy(agent::keys).isInstanceOf(IOException.class);
        }
    }

    @Test
    void anAgentThatHangsUpIsAFailure() throws Exception {
        try (FakeAgent fake = FakeAgent.answering(folder.resolve("s"), request -> new byte[0])) {
            SshAgent agent = new SshAgent(fake.socket());

            assertThatThrownBy(agent::keys).isInstanceOf(IOException.class);
        }
    }

    @Test
    void aSocketWithoutAnAgentIsAFailure() {
        SshAgent agent = new SshAgent(folder.resolve("none"));

        assertThatThrownBy(agent::keys).isInstanceOf(IOException.class);
    }

    private static SshPublicKey blobOf(String type) {
        return SshPublicKey.of(new Buffer.PlainBuffer()
                .putString(type)
                .putBytes(new byte[] {1, 2, 3})
                .getCompactData());
    }
}
