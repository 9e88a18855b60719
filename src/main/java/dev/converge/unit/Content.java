package dev.converge.unit;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/** The bytes of a file, unchangeable. Equal when the bytes are equal. */
public final class Content {

    private final byte[] bytes;

    private Content(byte[] bytes) {
        this.bytes = bytes;
    }

    public static Content of(byte[] bytes) {
        return new Content(bytes.clone());
    }

    public static Content of(String text) {
        return new Content(text.getBytes(StandardCharsets.UTF_8));
    }

    /** A part of an array, from the first place up to but without the second. */
    static Content of(byte[] bytes, int from, int to) {
        return new Content(Arrays.copyOfRange(bytes, from, to));
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    /** The bytes themselves, for readers in this package, which must not change them. */
    byte[] shared() {
        return bytes;
    }

    public int size() {
        return bytes.length;
    }

    /** The bytes as UTF-8 text, or nothing when they are no UTF-8. */
    public Optional<String> text() {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException notText) {
            return Optional.empty();
        }
    }

    /** Lower-case hexadecimal SHA-256, as {@code sha256sum} prints it. */
    public String sha256() {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Content content && Arrays.equals(bytes, content.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** Size and hash only: a file may hold secrets. */
    @Override
    public String toString() {
        return "Content[" + bytes.length + " bytes, sha256 " + sha256().substring(0, 12) + "]";
    }
}
