package dev.converge.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.converge.engine.Request;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** The options that commands share: defaults, short forms, long forms. */
final class OptionsTest {

    private final WorkOptions work = new WorkOptions();
    private final ConnectionOptions connection = new ConnectionOptions();
    private final OutputOptions output = new OutputOptions();

    @Test
    void withoutOptionsTheDefaultsHold() {
        parse(work::addTo);
        parse(connection::addTo);
        parse(output::addTo);

        Request request = work.request(connection.connecting());

        assertThat(request)
                .isEqualTo(new Request(
                        Optional.empty(),
                        List.of(Path.of("inventory")),
                        List.of(Path.of("playbooks/site.yml")),
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        List.of(),
                        new Request.Connecting(Optional.empty(), Optional.empty(), Duration.ofSeconds(15))));
        assertThat(connection.forks()).isEqualTo(50);
        assertThat(connection.askBecomePass()).isFalse();
        assertThat(output.format()).isEqualTo(Format.text);
        assertThat(output.verbose()).isFalse();
    }

    @Test
    void shortFormsOfWhatIsRead() {
        parse(work::addTo, "-i", "a", "-i", "b/", "-l", "web:&x", "-e", "k=v", "-e", "@f.yml", "one.yml", "two.yml");

        Request request = work.request(ConnectionOptions.NONE);

        assertThat(request.inventory()).containsExactly(Path.of("a"), Path.of("b"));
        assertThat(request.limit()).contains("web:&x");
        assertThat(request.extraVars()).containsExactly("k=v", "@f.yml");
        assertThat(request.playbooks()).containsExactly(Path.of("one.yml"), Path.of("two.yml"));
    }

    @Test
    void longFormsOfWhatIsRead() {
        parse(
                work::addTo,
                "--inventory=a",
                "--limit",
                "web",
                "--extra-vars=k=v=w",
                "--tags",
                "one,two",
                "--tags=three",
                "--templates",
                "t",
                "--root",
                "r");

        Request request = work.request(ConnectionOptions.NONE);

        assertThat(request.inventory()).containsExactly(Path.of("a"));
        assertThat(request.limit()).contains("web");
        assertThat(request.extraVars()).containsExactly("k=v=w");
        assertThat(request.tags()).containsExactly("one", "two", "three");
        assertThat(request.templates()).contains(Path.of("t"));
        assertThat(request.root()).contains(Path.of("r"));
    }

    @Test
    void withARootNoInventoryIsReadByDefault() {
        parse(work::addTo, "--root", "r");

        Request request = work.request(ConnectionOptions.NONE);

        assertThat(request.inventory()).isEmpty();
    }

    @Test
    void shortFormsOfConnecting() {
        parse(connection::addTo, "-u", "deploy", "-K");

        assertThat(connection.connecting().user()).contains("deploy");
        assertThat(connection.askBecomePass()).isTrue();
    }

    @Test
    void longFormsOfConnecting() {
        parse(connection::addTo, "--user=deploy", "--private-key=key", "--forks=3", "--timeout=7", "--ask-become-pass");

        assertThat(connection.connecting())
                .isEqualTo(new Request.Connecting(
                        Optional.of("deploy"), Optional.of(Path.of("key")), Duration.ofSeconds(7)));
        assertThat(connection.forks()).isEqualTo(3);
        assertThat(connection.askBecomePass()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--forks=0", "--forks=-1", "--timeout=0"})
    void numbersBelowOneAreRefused(String argument) {
        parse(connection::addTo, argument);

        assertThatThrownBy(() -> {
                    connection.forks();
                    connection.connecting();
                })
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining("must be 1 or more");
    }

    @Test
    void formsOfOutput() {
        parse(output::addTo, "--format", "json", "-v", "--no-color");

        assertThat(output.format()).isEqualTo(Format.json);
        assertThat(output.verbose()).isTrue();
    }

    private static void parse(Consumer<CommandSpec> options, String... arguments) {
        CommandSpec command = CommandSpec.create();
        options.accept(command);
        new CommandLine(command).parseArgs(arguments);
    }
}
