package dev.converge.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.converge.cli.ScriptedSshd.Exchange;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Random;

/** What hostile hosts send, each character a byte, as {@link Exchange#say} wants it; and how long they take for it. */
final class HostileBytes {

    static final int MEBIBYTE = 1024 * 1024;

    /** What terminals are attacked with: C0, C1, OSC, CSI, bidirectional overrides; as the bytes a host sends. */
    static final String PAINT =
            bytes("\u001b[2J\u001b]0;title\u0007\u001b]52;c;ZXZpbA==\u001b\\\u009b31m\u009d0;t\u009c"
                            + "\u202egpj.exe\u2066x\u2069\r\b\u007f\u0000\u200b\ufeff\u0085\u2028")
                    + "\u009b\u00ff";

    /** What ends texts, attributes, labels, comments and elements in the formats of reports, and begins something else. */
    static final String MARKUP =
            "]]></system-out><script>alert(1)</script>--> \" onmouseover=\"x' &amp; \\\" \\n } \"x\":{ {{ 7*7 }} ${HOME} %0a # - |";

    private HostileBytes() {}

    static String noise(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return new String(bytes, ISO_8859_1);
    }

    /** Each byte of the text in UTF-8 as a character. */
    private static String bytes(String text) {
        return new String(text.getBytes(UTF_8), ISO_8859_1);
    }

    static String text(String bytes) {
        return new String(bytes.getBytes(ISO_8859_1), UTF_8);
    }

    static int forever(OutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(ISO_8859_1);
        while (true) {
            out.write(bytes);
            out.flush();
        }
    }

    static int hold(Exchange exchange) throws InterruptedException {
        while (!exchange.session().isClosed()) {
            Thread.sleep(100);
        }
        return 0;
    }

    static int drip(Exchange exchange) throws IOException, InterruptedException {
        while (!exchange.session().isClosed()) {
            exchange.say("\n");
            Thread.sleep(1_000);
        }
        return 0;
    }
}
