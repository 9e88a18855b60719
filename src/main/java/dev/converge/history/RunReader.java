package dev.converge.history;

import dev.converge.apply.Token;
import dev.converge.host.Excerpt;
import dev.converge.plan.RunId;
import dev.converge.unit.HostPath;
import dev.converge.unit.PlayName;
import dev.converge.unit.UserName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Makes a {@link PastRun} of the files a host keeps of it. What makes no sense counts as missing: a host can spoil its own history only. */
final class RunReader {

    private static final HostPath MANIFEST = new HostPath("/etc/systemd/system/.converge/manifest");
    private static final Pattern TIME = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z");
    private static final Pattern COUNT = Pattern.compile("[0-9]{1,7}");
    private static final Pattern PLAY = Pattern.compile("(?=.{1,200}$)[a-z0-9]+(-[a-z0-9]+)*");
    private static final Pattern PLACE = Pattern.compile("-|@[0-9]+:[0-9]+:/.+|/.+");
    private static final int ENTRY_LINES = 6;
    private static final int MOST_PLAYS = 100;

    private final KeptFiles files;
    private final String directory;

    /** @param directory where the files of the run are, with a slash at its end */
    RunReader(KeptFiles files, String directory) {
        this.files = files;
        this.directory = directory;
    }

    /** Nothing when it does not say whose record it is, or that of another run. */
    Optional<PastRun> read(PastRun.Ending ending) {
        Optional<String> id = about("run").filter(RunId::isValid);
        return id.map(RunId::new)
                .map(run -> new PastRun(
                        run,
                        about("by").map(Excerpt::line).orElse(""),
                        time("since").orElse(""),
                        time("until"),
                        ending,
                        why(),
                        Stream.of(about("plays").orElse("").split(" ", -1))
                                .filter(play -> PLAY.matcher(play).matches())
                                .limit(MOST_PLAYS)
                                .map(PlayName::new)
                                .toList(),
                        count("changes"),
                        count("jobs"),
                        about("undoes").filter(RunId::isValid).map(RunId::new),
                        ending == PastRun.Ending.APPLIED ? journal() : Optional.empty()));
    }

    /** The word a run that is over ended with. */
    PastRun.Ending ending() {
        return switch (about("outcome").orElse("")) {
            case "applied" -> PastRun.Ending.APPLIED;
            case "undone" -> PastRun.Ending.ROLLED_BACK;
            // There was no space left for the word. The journal of a run that was undone goes with the undo.
            default ->
                files.bytes(directory + "plan").isPresent() ? PastRun.Ending.APPLIED : PastRun.Ending.ROLLED_BACK;
        };
    }

    private Optional<String> about(String word) {
        return texts("about", word).findFirst();
    }

    private Stream<String> texts(String file, String word) {
        return files.lines(directory + file).stream()
                .filter(line -> line.startsWith(word + " "))
                .map(line -> line.substring(word.length() + 1));
    }

    private Optional<String> time(String word) {
        return about(word).filter(text -> TIME.matcher(text).matches());
    }

    private int count(String word) {
        return about(word)
                .filter(text -> COUNT.matcher(text).matches())
                .map(Integer::parseInt)
                .orElse(0);
    }

    private List<String> why() {
        return Excerpt.lines(Stream.concat(texts("answer", "failed").limit(1), texts("answer", "note"))
                .toList());
    }

    private Optional<Journal> journal() {
        List<String> lines = files.lines(directory + "plan");
        if (lines.size() % ENTRY_LINES != 1 || !lines.getLast().equals("end")) {
            return Optional.empty();
        }
        List<Journal.Entry> paths = new ArrayList<>();
        Optional<Journal.Entry> manifest = Optional.empty();
        for (int at = 0; at + ENTRY_LINES < lines.size(); at += ENTRY_LINES) {
            Optional<Journal.Entry> entry = entry(lines.subList(at, at + ENTRY_LINES));
            if (entry.isEmpty()) {
                return Optional.empty();
            } else if (entry.get().path().equals(MANIFEST)) {
                manifest = entry;
            } else if (!isDirectory(entry.get())) {
                paths.add(entry.get());
            }
        }
        return manifest.map(own -> new Journal(paths, own, Jobs.read(files, directory), users()));
    }

    /** Number, place, token before, token after, size, path. */
    private static Optional<Journal.Entry> entry(List<String> lines) {
        Matcher number = COUNT.matcher(lines.get(0));
        boolean sane = number.matches()
                && PLACE.matcher(lines.get(1)).matches()
                && Token.isJournaled(lines.get(2))
                && Token.isJournaled(lines.get(3))
                && HostPath.isValid(lines.get(5));
        return sane
                ? Optional.of(new Journal.Entry(
                        Integer.parseInt(lines.get(0)),
                        new HostPath(lines.get(5)),
                        new Token(lines.get(2)),
                        new Token(lines.get(3))))
                : Optional.empty();
    }

    /** Directories are made and removed by the transaction itself. */
    private static boolean isDirectory(Journal.Entry entry) {
        return entry.before().isDirectory() || entry.after().isDirectory();
    }

    private SortedMap<UserName, Jobs> users() {
        SortedMap<UserName, Jobs> users = new TreeMap<>();
        String prefix = directory + "user.";
        for (String name : files.names()) {
            if (name.startsWith(prefix) && name.endsWith("/account")) {
                String user = name.substring(prefix.length(), name.length() - "/account".length());
                if (UserName.isValid(user)) {
                    users.put(new UserName(user), Jobs.read(files, prefix + user + "/"));
                }
            }
        }
        return users;
    }
}
