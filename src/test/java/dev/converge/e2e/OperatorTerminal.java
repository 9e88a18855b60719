package dev.converge.e2e;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** converge on a terminal of its own, with somebody who types what it asks for, and a record of all that the terminal shows. */
final class OperatorTerminal {

    private final Path folder;

    /** @param folder where converge is run */
    OperatorTerminal(Path folder) {
        this.folder = folder;
    }

    /**
     * What a run showed, standard error included.
     *
     * @param answers by the last words of the question; each is typed once it is asked, so that the terminal has stopped to echo
     */
    String shows(Map<String, String> answers, String arguments) {
        String line = Path.of("bin/converge").toAbsolutePath() + " " + arguments;
        ProcessBuilder builder = new ProcessBuilder(List.of("script", "-q", "-e", "-c", line, "/dev/null"))
                .directory(folder.toFile())
                .redirectErrorStream(true);
        builder.environment().put("XDG_STATE_HOME", folder.resolve("state").toString());
        try {
            Process process = builder.start();
            StringBuilder shown = new StringBuilder();
            int answered = 0;
            InputStream output = process.getInputStream();
            for (int next = output.read(); next >= 0; next = output.read()) {
                shown.append((char) next);
                for (Map.Entry<String, String> answer : answers.entrySet()) {
                    if (shown.substring(answered).endsWith(answer.getKey())) {
                        answered = shown.length();
                        process.getOutputStream().write((answer.getValue() + "\n").getBytes(StandardCharsets.UTF_8));
                        process.getOutputStream().flush();
                    }
                }
            }
            if (process.waitFor() != 0) {
                throw new AssertionError("exit status " + process.exitValue() + " of " + line + "\n" + shown);
            }
            return shown.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
