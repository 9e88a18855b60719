package dev.converge.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Chance with a seed, and what it makes of texts. */
public final class Dice {

    private static final List<String> ODD = List.of(
            "\n",
            "\n\n",
            "\r",
            "\0",
            " ",
            "\t",
            "=",
            ":",
            "-1",
            "0",
            "4294967296",
            "2147483647",
            "9223372036854775808",
            "99999999999999999999999999",
            "1e999",
            "0x10",
            "\u00ff",
            "\u00c3",
            "\u001b[31m",
            "\u00e2\u0080\u00ae",
            "../",
            "/",
            "@",
            "%i",
            "\\",
            "\"",
            "'",
            "[",
            "]",
            "{{",
            "#");

    private final Random random;

    public Dice(long seed) {
        random = new Random(seed);
    }

    /** A number from 0 up to, but not with, the bound. */
    public int below(int bound) {
        return random.nextInt(bound);
    }

    public boolean one(int of) {
        return random.nextInt(of) == 0;
    }

    public <T> T pick(List<T> items) {
        return items.get(random.nextInt(items.size()));
    }

    /** Pieces one after the other, fewer than so many. */
    public String text(List<String> pieces, int most) {
        StringBuilder text = new StringBuilder();
        for (int left = random.nextInt(most); left > 0; left--) {
            text.append(pick(pieces));
        }
        return text.toString();
    }

    /** Bytes of which many are those likely to matter. */
    public byte[] bytes(String likely, int most) {
        byte[] frequent = likely.getBytes(StandardCharsets.ISO_8859_1);
        byte[] bytes = new byte[random.nextInt(most)];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = one(8) ? (byte) random.nextInt() : frequent[random.nextInt(frequent.length)];
        }
        return bytes;
    }

    /** The same with a few things wrong: bytes changed, parts missing, twice, moved, cut off, or something odd between. */
    public byte[] damaged(byte[] sound) {
        byte[] bytes = sound;
        for (int times = 1 + random.nextInt(4); times > 0; times--) {
            bytes = damagedOnce(bytes);
        }
        return bytes;
    }

    public String damaged(String sound) {
        return new String(damaged(sound.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
    }

    private byte[] damagedOnce(byte[] bytes) {
        int from = random.nextInt(bytes.length + 1);
        int to = Math.min(bytes.length, from + random.nextInt(one(4) ? bytes.length + 1 : 20));
        byte[] part = Arrays.copyOfRange(bytes, from, to);
        return switch (random.nextInt(7)) {
            case 0 -> replaced(bytes, from, to, new byte[0]);
            case 1 -> replaced(bytes, from, from, part);
            case 2 -> replaced(bytes, from, to, pick(ODD).getBytes(StandardCharsets.ISO_8859_1));
            case 3 -> replaced(bytes, from, from, pick(ODD).getBytes(StandardCharsets.ISO_8859_1));
            case 4 -> one(4) ? Arrays.copyOf(bytes, from) : changed(bytes);
            case 5 -> {
                byte[] without = replaced(bytes, from, to, new byte[0]);
                int there = random.nextInt(without.length + 1);
                yield replaced(without, there, there, part);
            }
            default -> changed(bytes);
        };
    }

    private byte[] changed(byte[] bytes) {
        byte[] copy = bytes.clone();
        if (copy.length > 0) {
            copy[random.nextInt(copy.length)] = (byte) random.nextInt();
        }
        return copy;
    }

    private static byte[] replaced(byte[] bytes, int from, int to, byte[] with) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(bytes, 0, from);
        out.writeBytes(with);
        out.write(bytes, to, bytes.length - to);
        return out.toByteArray();
    }
}
