package dev.converge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.converge.report.sweep.MarkedPage;
import dev.converge.schema.JsonSchema;
import dev.converge.schema.JunitSchema;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A folder that a sweep writes all its files into, and how each of them is read. */
record SweptFolder(Path folder) {

    private static final List<String> FILES = List.of(
            "converge_evil.prom",
            "converge_good.prom",
            "fixes.yml",
            "junit.xml",
            "sweep.html",
            "sweep.json",
            "sweep.sarif");
    private static final Pattern METRIC = Pattern.compile(
            "# (?:HELP|TYPE) converge_[a-z_]+ .+|converge_[a-z_]+\\{[a-z]+=\"(?:[^\"\\\\\n]|\\\\[\\\\\"n])*\""
                    + "(?:,[a-z]+=\"(?:[^\"\\\\\n]|\\\\[\\\\\"n])*\")*} -?[0-9.]+(?:[eE]-?[0-9]+)?");

    /** What has {@code check} write all of them. */
    List<String> options() {
        return List.of(
                "--json", file("sweep.json").toString(),
                "--junit", file("junit.xml").toString(),
                "--sarif", file("sweep.sarif").toString(),
                "--html", file("sweep.html").toString(),
                "--fix-plan", fixes().toString(),
                "--prometheus", folder + "/");
    }

    Path fixes() {
        return file("fixes.yml");
    }

    private Path file(String name) {
        return folder.resolve(name);
    }

    /** Nothing else lies there, nor anywhere below. */
    void hasItsFilesAndNoOther() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            assertThat(files.filter(file -> !file.equals(folder))
                            .map(file -> folder.relativize(file).toString()))
                    .containsExactlyInAnyOrderElementsOf(FILES);
        }
    }

    /** UTF-8 in which nothing moves a terminal, and not without end. */
    void isTextOfNoMoreThan(int bytes) throws IOException {
        for (String name : FILES) {
            byte[] content = Files.readAllBytes(file(name));
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString();

            assertThat(HostileFleet.UNSEEN.matcher(text).find()).as(name).isFalse();
            assertThat(content.length).as(name).isLessThan(bytes);
        }
    }

    /** Each is what its readers take for its format, whatever the host said. */
    void readsAsItsFormats() throws Exception {
        assertThat(JsonSchema.named("sarif").complaintsOfJson(Files.readString(file("sweep.sarif"))))
                .isEmpty();
        assertThat(JunitSchema.complaints(Files.readString(file("junit.xml")))).isEmpty();
        assertThat(MarkedPage.complaints(Files.readString(file("sweep.html")))).isEmpty();
        for (String host : List.of("evil", "good")) {
            assertThat(Files.readString(file("converge_" + host + ".prom")).lines())
                    .allMatch(line -> METRIC.matcher(line).matches());
        }
    }

    /** What the sweep says of a host, as JSON. */
    JsonObject host(String name) throws IOException {
        return JsonParser.parseString(Files.readString(file("sweep.json")))
                .getAsJsonObject()
                .getAsJsonObject("hosts")
                .getAsJsonObject(name);
    }
}
