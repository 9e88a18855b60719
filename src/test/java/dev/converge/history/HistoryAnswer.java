package dev.converge.history;

import dev.converge.host.CommandResult;
import dev.converge.host.HostFailureException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** What a host says of its kept files, as history.sh has it, and how that is read. */
final class HistoryAnswer {

    static final String NONCE = "0123456789abcdef";

    private HistoryAnswer() {}

    /** @param files their contents by name, in the order in which they are told */
    static String of(Map<String, String> files) {
        StringBuilder list = new StringBuilder();
        StringBuilder bytes = new StringBuilder();
        files.forEach((name, content) -> {
            list.append(content.getBytes(StandardCharsets.UTF_8).length)
                    .append(' ')
                    .append(name)
                    .append('\n');
            bytes.append(content);
        });
        return "BEGIN " + NONCE + "\n\n@" + NONCE + " files\n" + list + "\n@" + NONCE + " bytes\n" + bytes + "\nEND "
                + NONCE + " 0\n";
    }

    static HostHistory read(String answer) throws HostFailureException {
        byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
        return History.of(KeptFiles.parse(new CommandResult(0, bytes, ""), NONCE));
    }
}
