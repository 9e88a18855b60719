package dev.converge.observed;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.converge.host.CommandResult;
import dev.converge.host.HostFailure;
import dev.converge.host.HostFailureException;
import dev.converge.unit.FileState;
import dev.converge.unit.Glob;
import dev.converge.unit.HostPath;
import dev.converge.unit.UnitName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every folder of src/test/resources/probes: an answer and what it must be read as. */
final class RecordedProbesTest {

    private static final Path CASES = Path.of("src/test/resources/probes");
    private static final String NONCE = "00112233445566778899aabbccddeeff";
    private static final ProbeRequest REQUEST = new ProbeRequest(
                    Optional.empty(),
                    List.of(
                            new UnitName("avatar-tank.service"),
                            new UnitName("polyscan.service"),
                            new UnitName("sshd.service"),
                            new UnitName("web.service")),
                    List.of(new Glob("*mediamtx*")),
                    List.of(new HostPath("/etc/avatar/tank.env")),
                    List.of("deploy"),
                    List.of())
            .sweeping(Duration.ofHours(24));

    static Stream<String> cases() throws IOException {
        try (Stream<Path> folders = Files.list(CASES)) {
            return folders
                    .filter(Files::isDirectory)
                    .map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void anAnswerIsReadAsExpected(String name) throws IOException {
        byte[] answer = Files.readAllBytes(CASES.resolve(name).resolve("answer"));
        String expected = Files.readString(CASES.resolve(name).resolve("expected.txt"));

        String read = read(answer);

        assertThat(read).isEqualTo(expected);
    }

    private static String read(byte[] answer) {
        try {
            return host(Probe.read(ProbeAnswer.parse(new CommandResult(1, answer, ""), NONCE), REQUEST));
        } catch (HostFailureException failed) {
            HostFailure failure = failed.failure();
            return failure.kind() + "\n" + failure.summary() + "\n" + failure.detail() + "\n" + failure.remedy() + "\n";
        }
    }

    private static String host(ObservedHost host) {
        StringBuilder text = new StringBuilder();
        text.append("systemd ").append(host.systemd().orElseThrow()).append('\n');
        text.append("machine-id ").append(host.machineId()).append('\n');
        text.append("writer ").append(host.writer()).append('\n');
        text.append("users ").append(host.users()).append('\n');
        text.append("packages ").append(host.packageOwned()).append('\n');
        text.append("manifest ").append(host.manifest().entries().size()).append('\n');
        text.append("unfinished ").append(host.unfinished().orElse("none")).append('\n');
        host.hazards().forEach(hazard -> text.append(hazard).append('\n'));
        host.tree()
                .files()
                .forEach((path, state) ->
                        text.append(path).append(" = ").append(file(state)).append('\n'));
        text.append(host.units().size()).append(" units, of which\n");
        host.units().forEach((name, unit) -> {
            if (unit.details().isPresent() || !unit.processes().isEmpty()) {
                text.append(unit(name, unit)).append('\n');
            }
        });
        host.running()
                .processes()
                .values()
                .forEach(process -> text.append(process).append('\n'));
        host.running()
                .sockets()
                .forEach(socket -> text.append(socket.address())
                        .append(" held by ")
                        .append(socket.holders())
                        .append('\n'));
        host.live().ifPresent(live -> text.append(live(live)));
        return text.toString();
    }

    private static String live(LiveFacts live) {
        StringBuilder text = new StringBuilder();
        text.append(live.vitals().orElseThrow()).append('\n');
        live.services().values().forEach(service -> text.append(service).append('\n'));
        live.slices()
                .forEach((name, quotas) ->
                        text.append(name).append(' ').append(quotas).append('\n'));
        text.append("journal from ")
                .append(live.journal().oldest().map(Object::toString).orElse("nowhere"))
                .append('\n');
        live.seen()
                .counts()
                .forEach((name, count) -> text.append(name)
                        .append(" seen in ")
                        .append(live.seen().span())
                        .append(' ')
                        .append(count)
                        .append('\n'));
        live.journal().places().forEach(place -> text.append(place).append('\n'));
        live.journal()
                .units()
                .forEach((name, starts) ->
                        text.append(name).append(' ').append(starts).append('\n'));
        live.journal()
                .killed()
                .forEach((name, kills) ->
                        text.append(name).append(" killed ").append(kills).append('\n'));
        return text.toString();
    }

    private static String file(FileState state) {
        return switch (state) {
            case FileState.Absent absent -> "absent";
            case FileState.Regular file ->
                file.mode() + " " + file.owner() + " " + file.content().size() + " bytes "
                        + file.content().sha256().substring(0, 12);
            case FileState.Link link -> "link to " + link.target();
            case FileState.Directory directory -> "directory";
            case FileState.Other other -> other.kind();
        };
    }

    private static String unit(UnitName asked, UnitRuntime unit) {
        return asked + ": " + unit.name() + " " + unit.loadState() + " " + unit.activeState() + " " + unit.subState()
                + ", processes " + unit.processes()
                + unit.details()
                        .map(details -> ", main " + details.mainPid() + ", " + details.result() + ", restarts "
                                + details.restarts() + (details.needDaemonReload() ? ", needs reload" : "")
                                + (details.canReload() ? ", can reload" : "")
                                + details.triggeredBy().stream()
                                        .map(UnitName::value)
                                        .collect(joining(" ", ", triggered by [", "]")))
                        .orElse("");
    }
}
