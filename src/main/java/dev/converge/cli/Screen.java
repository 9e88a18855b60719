package dev.converge.cli;

import dev.converge.host.Secret;
import dev.converge.report.Notice;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The terminal while hosts are worked on: shows how far they are, and steps aside when the operator must be asked something. */
final class Screen {

    private final Terminal terminal;
    private volatile @Nullable LiveDisplay live;

    Screen(Terminal terminal) {
        this.terminal = terminal;
    }

    /** On a terminal a live picture; in a pipe a line per host when there are several; else nothing. */
    synchronized Display display(int hosts) {
        if (terminal.errIsTerminal()) {
            LiveDisplay display = new LiveDisplay(terminal.err(), hosts);
            live = display;
            return display;
        }
        return hosts > 1 ? new LineDisplay(terminal.err(), hosts) : new Display.Nothing();
    }

    /** Says something above whatever is shown. */
    void note(String text) {
        LiveDisplay display = live;
        if (display == null) {
            print(text);
        } else {
            display.aside(() -> print(text));
        }
    }

    private boolean print(String text) {
        terminal.err().println(text);
        terminal.err().flush();
        return true;
    }

    /** Asks for the passphrase of a key, wherever the run is; nothing when nobody can be asked. */
    synchronized Optional<Secret> passphrase(Path privateKey) {
        if (terminal.console().isEmpty()) {
            return Optional.empty();
        }
        LiveDisplay display = live;
        if (display == null) {
            return answer(privateKey);
        }
        return display.aside(() -> answer(privateKey));
    }

    private Optional<Secret> answer(Path privateKey) {
        return terminal.console()
                .flatMap(console -> Prompt.answer(console, Notice.question("Passphrase for " + privateKey + ": ")));
    }
}
