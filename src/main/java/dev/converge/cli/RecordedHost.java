package dev.converge.cli;

import dev.converge.host.Command;
import dev.converge.host.CommandResult;
import dev.converge.host.Host;
import dev.converge.host.HostName;
import java.nio.charset.StandardCharsets;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A host for the rehearsal: whatever it is asked, it gives one answer that a probe once got.
 *
 * @param answer as recorded; the nonce of the question takes the place of its own
 */
record RecordedHost(HostName name, String answer) implements Host {

    private static final Pattern NONCE = Pattern.compile("\\b[0-9a-f]{32}\\b");

    @Override
    public CommandResult run(Command command) {
        String asked = NONCE.matcher(command.stdin())
                .results()
                .map(MatchResult::group)
                .findFirst()
                .orElse("");
        String recorded = answer.lines().findFirst().orElse("").replace("BEGIN ", "");
        return new CommandResult(0, answer.replace(recorded, asked).getBytes(StandardCharsets.UTF_8), "");
    }

    @Override
    public void close() {
        // Nothing was opened.
    }
}
