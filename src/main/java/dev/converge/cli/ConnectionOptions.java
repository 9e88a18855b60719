package dev.converge.cli;

import dev.converge.engine.Request;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** How hosts are reached. */
final class ConnectionOptions {

    /** For commands that reach none. */
    static final Request.Connecting NONE =
            new Request.Connecting(Optional.empty(), Optional.empty(), Duration.ofSeconds(15));

    private final OptionSpec forks = OptionSpec.builder("--forks")
            .paramLabel("N")
            .type(int.class)
            .defaultValue("50")
            .description("How many hosts are worked on at once. Default: ${DEFAULT-VALUE}")
            .build();
    private final OptionSpec user = OptionSpec.builder("-u", "--user")
            .paramLabel("NAME")
            .type(Optional.class)
            .auxiliaryTypes(String.class)
            .description("Who to log in as where the inventory does not say.")
            .build();
    private final OptionSpec privateKey = OptionSpec.builder("--private-key")
            .paramLabel("FILE")
            .type(Optional.class)
            .auxiliaryTypes(Path.class)
            .description("The SSH key to log in with where the inventory does not say.")
            .build();
    private final OptionSpec askBecomePass =
            Specs.flag("Ask for the sudo password, once for all hosts.", "-K", "--ask-become-pass");
    private final OptionSpec timeout = OptionSpec.builder("--timeout")
            .paramLabel("SECONDS")
            .type(int.class)
            .defaultValue("15")
            .description("How long connecting, and any silence after it, may last. Default: ${DEFAULT-VALUE}")
            .build();

    void addTo(CommandSpec command) {
        command.addOption(forks);
        addForOneHostTo(command);
    }

    void addForOneHostTo(CommandSpec command) {
        command.addOption(user);
        command.addOption(privateKey);
        command.addOption(askBecomePass);
        command.addOption(timeout);
    }

    Request.Connecting connecting() {
        return new Request.Connecting(
                user.getValue(), privateKey.getValue(), Duration.ofSeconds(Specs.positive(timeout)));
    }

    /** What was given that a plan has settled already, by its name. */
    List<String> givenForPlanning() {
        return Specs.given(user, privateKey, timeout);
    }

    int forks() {
        return Specs.positive(forks);
    }

    boolean askBecomePass() {
        return askBecomePass.getValue();
    }
}
