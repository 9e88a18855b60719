package dev.converge.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

final class NoticeTest {

    private final StringWriter err = new StringWriter();

    @Test
    void aLineCannotPaintTheTerminal() {
        new Notice(new PrintWriter(err)).line("converge: \u001b[2J\nsecond");

        assertThat(err.toString()).isEqualTo("converge: \\x1b[2J\\nsecond\n");
    }

    @Test
    void aTraceHasALineForEachCallAndItsMessageCannotPaintTheTerminal() {
        StringWriter trace = new StringWriter();
        new IllegalStateException("\u001b]0;title\u0007").printStackTrace(new PrintWriter(trace));

        new Notice(new PrintWriter(err)).trace(trace.toString());

        assertThat(err.toString())
                .startsWith("java.lang.IllegalStateException: \\x1b]0;title\\x07\n\tat dev.converge.report.NoticeTest");
    }

    @Test
    void aQuestionCannotPaintTheTerminal() {
        assertThat(Notice.question("Passphrase for \u009b31m: ")).isEqualTo("Passphrase for \\x9b31m: ");
    }
}
