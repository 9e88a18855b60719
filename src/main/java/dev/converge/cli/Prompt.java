package dev.converge.cli;

import dev.converge.host.Secret;
import java.io.Console;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Asks the operator. */
final class Prompt {

    private final Console console;

    private Prompt(Console console) {
        this.console = console;
    }

    /** @throws UsageException when nobody can be asked */
    static Prompt of(Terminal terminal) {
        return new Prompt(terminal.console()
                .orElseThrow(() ->
                        new UsageException("there is no terminal to ask on: standard input and output must be one")));
    }

    /**
     * Without echo.
     *
     * @throws UsageException when there is no answer
     */
    Secret secret(String question) {
        return answer(console, question)
                .orElseThrow(() -> new UsageException("no answer to '" + question.strip() + "'"));
    }

    /** Without echo; nothing when the input ends. */
    static Optional<Secret> answer(Console console, String question) {
        char @Nullable [] answer = console.readPassword("%s", question);
        return answer == null ? Optional.empty() : Optional.of(new Secret(new String(answer)));
    }

    /** Whether the whole word was given. */
    boolean confirms(String question) {
        @Nullable String answer = console.readLine("%s", question);
        return answer != null && answer.strip().equals("yes");
    }
}
