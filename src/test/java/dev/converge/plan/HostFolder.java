package dev.converge.plan;

import dev.converge.observed.ListeningSocket;
import dev.converge.observed.ObservedHost;
import dev.converge.observed.ObservedUser;
import dev.converge.observed.Running;
import dev.converge.observed.RunningProcess;
import dev.converge.observed.UnitRuntime;
import dev.converge.unit.Content;
import dev.converge.unit.FileMode;
import dev.converge.unit.FileState;
import dev.converge.unit.HostPath;
import dev.converge.unit.ListenAddress;
import dev.converge.unit.Manifest;
import dev.converge.unit.Owner;
import dev.converge.unit.PlayName;
import dev.converge.unit.SystemdVersion;
import dev.converge.unit.UnitName;
import dev.converge.unit.UnitTree;
import dev.converge.unit.UserAccount;
import dev.converge.unit.UserName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The host of a case: {@code host/} is its tree; {@code units.txt} has a line for each unit that systemd has loaded,
 * {@code NAME LOAD ACTIVE SUB [pid=N] [restarts=N] [reload-needed] [triggered-by=UNIT]}, and without that file nothing runs there;
 * a line {@code USER/NAME ...} is of a user's manager, and {@code users.txt} has {@code USER UID HOME running|down} for each of them;
 * {@code processes.txt} has a line for each process, {@code PID PARENT UNIT|- EXECUTABLE WORD...}, and {@code sockets.txt} for what listens,
 * {@code stream|datagram ADDRESS INODE PID[,PID]}, an address as in {@code ListenStream=};
 * {@code manifest.txt} has {@code PLAY PATH} for what converge wrote before, as it is in the tree, or {@code PLAY PATH edited}.
 */
final class HostFolder {

    private static final SystemdVersion VERSION = new SystemdVersion(252);

    private HostFolder() {}

    static ObservedHost read(Path folder) {
        Path units = folder.resolve("units.txt");
        boolean runs = Files.exists(units);
        UnitTree tree = tree(folder.resolve("host"), runs ? VERSION : SystemdVersion.NEWEST);
        return new ObservedHost(
                runs ? Optional.of(VERSION) : Optional.empty(),
                tree,
                runs ? units(units, "") : new TreeMap<>(),
                manifest(folder.resolve("manifest.txt"), tree),
                Map.of(),
                ObservedHost.MachineId.SET,
                Owner.ROOT,
                Map.of("root", 0, "avatar", 998),
                Map.of("root", 0, "avatar", 998),
                List.of(),
                Optional.empty(),
                running(folder),
                users(folder.resolve("users.txt"), tree, units));
    }

    private static List<ObservedUser> users(Path file, UnitTree tree, Path units) {
        List<ObservedUser> users = new ArrayList<>();
        if (Files.exists(file)) {
            for (String line : lines(file)) {
                String[] words = line.split(" ", -1);
                UserAccount account = new UserAccount(
                        new UserName(words[0]),
                        Integer.parseInt(words[1]),
                        Integer.parseInt(words[1]),
                        new HostPath(words[2]));
                Map<HostPath, FileState> files = new HashMap<>(tree.files());
                files.replaceAll((path, state) -> owned(path, state, account));
                files.put(account.home(), new FileState.Directory());
                users.add(new ObservedUser(
                        account,
                        ObservedUser.State.valueOf(words[3].toUpperCase(Locale.ROOT)),
                        UnitTree.of(files, account.searchPath(), new SystemdVersion(252)),
                        Files.exists(units) ? units(units, account.name() + "/") : new TreeMap<>(),
                        List.of()));
            }
        }
        return users;
    }

    /** What lies in a home is its user's. */
    private static FileState owned(HostPath path, FileState state, UserAccount account) {
        return state instanceof FileState.Regular file && path.isBelow(account.home())
                ? new FileState.Regular(file.content(), file.mode(), account.owner())
                : state;
    }

    private static UnitTree tree(Path host, SystemdVersion version) {
        Map<HostPath, FileState> files = new HashMap<>();
        if (Files.exists(host)) {
            try (Stream<Path> paths = Files.walk(host)) {
                paths.filter(path -> !path.equals(host))
                        .filter(path -> !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
                        .forEach(path -> files.put(new HostPath("/" + host.relativize(path)), state(path)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return UnitTree.of(files, version);
    }

    private static FileState state(Path path) {
        try {
            return Files.isSymbolicLink(path)
                    ? new FileState.Link(Files.readSymbolicLink(path).toString())
                    : new FileState.Regular(Content.of(Files.readAllBytes(path)), FileMode.UNIT_FILE, Owner.ROOT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SortedMap<UnitName, UnitRuntime> units(Path file, String prefix) {
        SortedMap<UnitName, UnitRuntime> units = new TreeMap<>();
        for (String line : lines(file)) {
            if (line.contains("/") == prefix.isEmpty() || !line.startsWith(prefix)) {
                continue;
            }
            String[] words = line.substring(prefix.length()).split(" +", -1);
            Map<String, String> extras = new HashMap<>();
            for (int i = 4; i < words.length; i++) {
                String[] pair = words[i].split("=", 2);
                extras.put(pair[0], pair.length == 2 ? pair[1] : "");
            }
            UnitName name = new UnitName(words[0]);
            int pid = Integer.parseInt(extras.getOrDefault("pid", "0"));
            UnitRuntime.Details details = new UnitRuntime.Details(
                    extras.containsKey("reload-needed"),
                    Long.parseLong(extras.getOrDefault("restarts", "0")),
                    pid,
                    "success",
                    true,
                    Optional.ofNullable(extras.get("triggered-by")).map(UnitName::new).stream()
                            .toList());
            units.put(
                    name,
                    new UnitRuntime(
                            name,
                            words[1],
                            words[2],
                            words[3],
                            Optional.of(details),
                            pid == 0 ? List.of() : List.of(pid)));
        }
        return units;
    }

    private static Running running(Path folder) {
        SortedMap<Integer, RunningProcess> processes = new TreeMap<>();
        for (String line : linesIfAny(folder.resolve("processes.txt"))) {
            String[] words = line.split(" ", -1);
            int pid = Integer.parseInt(words[0]);
            processes.put(
                    pid,
                    new RunningProcess(
                            pid,
                            Integer.parseInt(words[1]),
                            words[3],
                            false,
                            List.of(words).subList(4, words.length),
                            UnitName.parse(words[2]),
                            false));
        }
        List<ListeningSocket> sockets = new ArrayList<>();
        for (String line : linesIfAny(folder.resolve("sockets.txt"))) {
            String[] words = line.split(" ", -1);
            ListenAddress.Transport transport = ListenAddress.Transport.valueOf(words[0].toUpperCase(Locale.ROOT));
            SortedSet<Integer> holders = new TreeSet<>();
            List.of(words[3].split(",", -1)).forEach(pid -> holders.add(Integer.valueOf(pid)));
            sockets.add(new ListeningSocket(
                    ListenAddress.parse(transport, words[1], true).orElseThrow(), Long.parseLong(words[2]), holders));
        }
        return new Running(processes, sockets);
    }

    private static List<String> linesIfAny(Path file) {
        return Files.exists(file) ? lines(file) : List.of();
    }

    private static Manifest manifest(Path file, UnitTree tree) {
        SortedMap<HostPath, Manifest.Entry> entries = new TreeMap<>();
        if (Files.exists(file)) {
            for (String line : lines(file)) {
                String[] words = line.split(" ", -1);
                HostPath path = new HostPath(words[1]);
                PlayName play = new PlayName(words[0]);
                entries.put(
                        path,
                        words.length > 2
                                ? new Manifest.Entry(play, "0".repeat(64))
                                : Manifest.Entry.of(play, tree.at(path)));
            }
        }
        return new Manifest(entries);
    }

    private static List<String> lines(Path file) {
        try {
            return new ArrayList<>(Files.readAllLines(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
