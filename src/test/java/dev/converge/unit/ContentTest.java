package dev.converge.unit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class ContentTest {

    @Test
    void nobodyCanChangeTheBytesFromOutside() {
        byte[] bytes = {1, 2, 3};
        Content content = Content.of(bytes);

        bytes[0] = 9;
        content.bytes()[1] = 9;

        assertThat(content.bytes()).containsExactly(1, 2, 3);
    }

    @Test
    void contentsAreEqualWhenTheirBytesAre() {
        Content text = Content.of("\u00e4\n");
        Content bytes = Content.of("\u00e4\n".getBytes(StandardCharsets.UTF_8));

        assertThat(text).isEqualTo(bytes).hasSameHashCodeAs(bytes);
        assertThat(text).isNotEqualTo(Content.of("\u00e4"));
    }

    @Test
    void theHashIsWhatSha256sumPrints() {
        Content empty = Content.of("");
        Content abc = Content.of("abc");

        assertThat(empty.sha256()).isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        assertThat(abc.sha256()).isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    @Test
    void bytesThatAreNoTextAreNoText() {
        Content binary = Content.of(new byte[] {(byte) 0xff, (byte) 0xfe});
        Content cut = Content.of(new byte[] {'a', (byte) 0xc3});

        assertThat(binary.text()).isEmpty();
        assertThat(cut.text()).isEmpty();
        assertThat(Content.of("a\u0000\n").text()).contains("a\u0000\n");
    }

    @Test
    void whatIsInsideStaysOutOfLogs() {
        Content secret = Content.of("PASSWORD=hunter2");

        String shown = secret.toString();

        assertThat(shown).startsWith("Content[16 bytes, sha256 ").doesNotContain("hunter2");
    }
}
