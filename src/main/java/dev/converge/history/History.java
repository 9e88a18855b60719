package dev.converge.history;

import dev.converge.host.Command;
import dev.converge.host.Host;
import dev.converge.host.HostFailureException;
import dev.converge.plan.RunId;
import dev.converge.unit.Content;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what a host, or a directory tree, keeps of earlier runs, in one remote execution. */
public final class History {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    /** As many as history.sh reads; a host keeps fewer. */
    private static final int MOST_RUNS = 100;

    private static final int NONCE_BYTES = 16;
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Pattern ABOUT = Pattern.compile("(hist/([A-Za-z0-9-]+)/|txn/)about");
    private static final Pattern BACKUP = Pattern.compile("([0-9]{1,7})\\.old");

    private final KeptFiles files;

    private History(KeptFiles files) {
        this.files = files;
    }

    /**
     * @param root the directory tree to look at instead of the running system
     * @throws HostFailureException when the answer is cut short or foreign; the host is untouched in any case
     */
    public static HostHistory read(Host host, Optional<Path> root) throws HostFailureException {
        return ask(host, root, Optional.empty()).history();
    }

    /**
     * The same with the backups of one run: what the paths were before, by number of their entry in its journal.
     *
     * @throws HostFailureException as {@link #read}
     */
    public static SortedMap<Integer, Content> backups(Host host, Optional<Path> root, RunId run)
            throws HostFailureException {
        return ask(host, root, Optional.of(run)).backups(run);
    }

    private static History ask(Host host, Optional<Path> root, Optional<RunId> run) throws HostFailureException {
        byte[] random = new byte[NONCE_BYTES];
        RANDOM.nextBytes(random);
        String nonce = HexFormat.of().formatHex(random);
        return new History(
                KeptFiles.parse(host.run(Command.script(HistoryScript.text(root, run, nonce), TIMEOUT)), nonce));
    }

    static HostHistory of(KeptFiles files) {
        return new History(files).history();
    }

    private HostHistory history() {
        List<PastRun> runs = new ArrayList<>();
        Set<RunId> known = new HashSet<>();
        for (String name : files.names()) {
            Matcher about = ABOUT.matcher(name);
            if (about.matches() && runs.size() < MOST_RUNS) {
                run(about).filter(run -> known.add(run.id())).ifPresent(runs::add);
            }
        }
        return new HostHistory(runs);
    }

    /** A record that lies under another run's name is nobody's. */
    private Optional<PastRun> run(Matcher about) {
        RunReader reader = new RunReader(files, about.group(1));
        boolean open = about.group(1).equals("txn/");
        return reader.read(open ? PastRun.Ending.OPEN : reader.ending())
                .filter(run -> open || run.id().value().equals(about.group(2)));
    }

    private SortedMap<Integer, Content> backups(RunId run) {
        SortedMap<Integer, Content> backups = new TreeMap<>();
        String directory = "hist/" + run + "/";
        for (String name : files.names()) {
            Matcher number = BACKUP.matcher(name.startsWith(directory) ? name.substring(directory.length()) : "");
            if (number.matches()) {
                files.bytes(name)
                        .map(bytes -> Content.of(bytes.getBytes(StandardCharsets.ISO_8859_1)))
                        .ifPresent(content -> backups.put(Integer.parseInt(number.group(1)), content));
            }
        }
        return backups;
    }
}
