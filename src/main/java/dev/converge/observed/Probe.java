package dev.converge.observed;

import dev.converge.host.Command;
import dev.converge.host.CommandResult;
import dev.converge.host.Excerpt;
import dev.converge.host.Host;
import dev.converge.host.HostFailureException;
import dev.converge.unit.FileState;
import dev.converge.unit.HostPath;
import dev.converge.unit.Manifest;
import dev.converge.unit.Owner;
import dev.converge.unit.SystemdVersion;
import dev.converge.unit.UnitName;
import dev.converge.unit.UnitTree;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a host in one remote execution. */
public final class Probe {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    /** A sweep reads the journal too; sweep.sh bounds each of its calls. */
    private static final Duration TIMEOUT_OF_SWEEP = Duration.ofMinutes(2);

    private static final int NONCE_BYTES = 16;
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Pattern VERSION = Pattern.compile("systemd ([0-9]{1,6})\\b.*");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");
    private static final HostPath HOME = new HostPath("/etc/systemd/system/.converge");

    private Probe() {}

    /**
     * @throws HostFailureException when the host has no systemd, one older than 239, or the answer is cut short or foreign; the host is untouched
     */
    public static ObservedHost observe(Host host, ProbeRequest request) throws HostFailureException {
        return read(ask(host, request), request);
    }

    /**
     * The same with an eye on one unit, still in one execution.
     *
     * @throws HostFailureException as {@link #observe}
     */
    public static ObservedUnit examine(Host host, Optional<Path> root, UnitQuery query) throws HostFailureException {
        ProbeRequest request = ProbeRequest.about(root, query);
        ProbeAnswer answer = ask(host, request);
        return new ObservedUnit(
                read(answer, request),
                query.unit(),
                Properties.read(answer.lines("properties"), query.properties()),
                FileTimes.read(answer));
    }

    private static ProbeAnswer ask(Host host, ProbeRequest request) throws HostFailureException {
        byte[] random = new byte[NONCE_BYTES];
        RANDOM.nextBytes(random);
        String nonce = HexFormat.of().formatHex(random);
        Duration timeout = request.lookBack().isPresent() ? TIMEOUT_OF_SWEEP : TIMEOUT;
        CommandResult result = host.run(Command.script(ProbeScript.text(request, nonce), timeout));
        return ProbeAnswer.parse(result, nonce);
    }

    static ObservedHost read(ProbeAnswer answer, ProbeRequest request) throws HostFailureException {
        List<String> facts = answer.lines("host");
        if (facts.size() < 3) {
            throw ProbeFailures.malformed("the section 'host' has " + facts.size() + " lines");
        }
        Optional<SystemdVersion> systemd = request.root().isPresent() ? Optional.empty() : Optional.of(version(facts));
        SortedMap<HostPath, FileState> files = FileStates.read(answer);
        List<Hazard> hazards = Hazards.find(answer.lines("hazards"), files);
        if (systemd.isPresent() && hazards.isEmpty() && answer.find("cgroups").isEmpty()) {
            throw ProbeFailures.malformed("systemctl was not called, for no reason that can be seen");
        }
        SortedMap<UnitName, List<Integer>> processes = ControlGroups.processes(answer.lines("cgroups"));
        return new ObservedHost(
                systemd,
                systemd.map(version -> UnitTree.of(files, version)).orElseGet(() -> UnitTree.of(files)),
                Units.read(answer, request.units(), processes),
                manifest(files),
                Packages.read(answer),
                machineId(facts.get(2)),
                writer(facts),
                Accounts.read(answer.lines("passwd"), request.users()),
                Accounts.read(answer.lines("group"), request.groups()),
                hazards,
                unfinished(files),
                Running.read(answer, processes),
                new UserManagers(answer, files, systemd.orElse(SystemdVersion.NEWEST), request).read(),
                LiveFactsReader.read(answer, request));
    }

    private static SystemdVersion version(List<String> facts) throws HostFailureException {
        for (String line : facts) {
            Matcher matcher = VERSION.matcher(line);
            if (matcher.matches()) {
                SystemdVersion version = new SystemdVersion(Integer.parseInt(matcher.group(1)));
                if (version.compareTo(SystemdVersion.OLDEST) < 0) {
                    throw ProbeFailures.tooOld(version);
                }
                return version;
            }
        }
        throw ProbeFailures.malformed("systemctl --version names no version");
    }

    private static Owner writer(List<String> facts) throws HostFailureException {
        if (!NUMBER.matcher(facts.get(0)).matches()
                || !NUMBER.matcher(facts.get(1)).matches()) {
            throw ProbeFailures.malformed("id -u and id -g gave no numbers");
        }
        return new Owner(Integer.parseInt(facts.get(0)), Integer.parseInt(facts.get(1)));
    }

    private static ObservedHost.MachineId machineId(String word) {
        return switch (word) {
            case "missing" -> ObservedHost.MachineId.MISSING;
            case "empty" -> ObservedHost.MachineId.EMPTY;
            case "uninitialized" -> ObservedHost.MachineId.UNINITIALIZED;
            default -> ObservedHost.MachineId.SET;
        };
    }

    private static Manifest manifest(Map<HostPath, FileState> files) throws HostFailureException {
        return switch (files.getOrDefault(HOME.resolve("manifest"), new FileState.Absent())) {
            case FileState.Absent absent -> Manifest.NONE;
            case FileState.Regular file ->
                file.content()
                        .text()
                        .flatMap(Manifest::parse)
                        .orElseThrow(() -> ProbeFailures.manifest("it is none of converge's manifests"));
            case FileState.Link link -> throw ProbeFailures.manifest("it is a link");
            case FileState.Directory directory -> throw ProbeFailures.manifest("it is a directory");
            case FileState.Other other -> throw ProbeFailures.manifest("it is a " + other.kind());
        };
    }

    private static Optional<String> unfinished(Map<HostPath, FileState> files) {
        if (!files.containsKey(HOME.resolve("txn"))) {
            return Optional.empty();
        }
        return files.get(HOME.resolve("txn").resolve("id")) instanceof FileState.Regular file
                ? Optional.of(
                        Excerpt.line(file.content().text().orElse("unknown").strip()))
                : Optional.of("unknown");
    }
}
