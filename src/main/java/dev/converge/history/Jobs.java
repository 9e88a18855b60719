package dev.converge.history;

import dev.converge.diff.FormerUnit;
import dev.converge.diff.FormerUnits;
import dev.converge.unit.UnitName;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a run asked of one manager, and what its units did before.
 *
 * @param asked as the plan put it: {@code stop UNIT}, {@code daemon-reload}, {@code restart UNIT}
 * @param before the units that were asked anything of or that went down with them
 */
public record Jobs(List<String> asked, FormerUnits before) {

    /** A run that had nothing to do with the manager. */
    static final Jobs NONE = new Jobs(List.of(), FormerUnits.NONE);

    private static final Pattern STOP = Pattern.compile("(?:whole|plain) (.+)");
    private static final Pattern JOB =
            Pattern.compile("daemon-reload|daemon-reexec|(?:stop|start|restart|reload|reset-failed) .+");

    public Jobs {
        asked = List.copyOf(asked);
    }

    /**
     * @param directory of the files of the manager: that of the run, or a user's in it
     */
    static Jobs read(KeptFiles files, String directory) {
        List<String> asked = new ArrayList<>();
        for (String line : files.lines(directory + "stops")) {
            Matcher stop = STOP.matcher(line);
            if (stop.matches()) {
                asked.add("stop " + stop.group(1));
            }
        }
        List<String> jobs = files.lines(directory + "jobs");
        jobs.stream().filter(line -> JOB.matcher(line).matches()).forEach(asked::add);
        return new Jobs(asked, new FormerUnits(units(files, directory, asked), reading(jobs)));
    }

    private static FormerUnits.Reading reading(List<String> jobs) {
        if (jobs.contains("daemon-reexec")) {
            return FormerUnits.Reading.REEXEC;
        }
        return jobs.contains("daemon-reload") ? FormerUnits.Reading.RELOAD : FormerUnits.Reading.NONE;
    }

    private static List<FormerUnit> units(KeptFiles files, String directory, List<String> asked) {
        List<FormerUnit> units = new ArrayList<>();
        for (String name : files.names()) {
            if (name.startsWith(directory + "touched.")) {
                List<String> record = files.lines(name);
                if (record.size() >= 2) {
                    UnitName.parse(record.get(0))
                            .map(unit -> new FormerUnit(unit, ran(record.get(1)), isReloaded(unit, asked)))
                            .ifPresent(units::add);
                }
            }
        }
        files.lines(directory + "others").stream()
                .flatMap(line -> UnitName.parse(line).stream())
                .filter(unit -> units.stream().noneMatch(known -> known.unit().equals(unit)))
                .forEach(unit -> units.add(new FormerUnit(unit, true, false)));
        return units;
    }

    /** As the transaction sees it when it undoes a change. */
    private static boolean ran(String activeState) {
        return switch (activeState) {
            case "active", "reloading", "refreshing", "activating" -> true;
            default -> false;
        };
    }

    private static boolean isReloaded(UnitName unit, List<String> asked) {
        return asked.stream().filter(job -> job.endsWith(" " + unit)).allMatch(job -> job.startsWith("reload "));
    }
}
