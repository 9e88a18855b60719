package dev.converge.observed;

import dev.converge.unit.HostPath;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The sections {@code dpkg} and {@code rpm}: which package a unit file in /etc came with. */
final class Packages {

    /** A line of a package's file list, behind the name of the list. */
    private static final Pattern DPKG =
            Pattern.compile("var/lib/dpkg/info/([a-z0-9][a-z0-9.+-]*)(?::[a-z0-9-]+)?\\.list:(/.*)");

    private static final Pattern RPM = Pattern.compile("([A-Za-z0-9][A-Za-z0-9._+-]*) (/.*)");

    private Packages() {}

    static SortedMap<HostPath, String> read(ProbeAnswer answer) {
        SortedMap<HostPath, String> owners = new TreeMap<>();
        answer.lines("dpkg").forEach(line -> add(DPKG.matcher(line), owners));
        answer.lines("rpm").forEach(line -> add(RPM.matcher(line), owners));
        return owners;
    }

    private static void add(Matcher line, SortedMap<HostPath, String> owners) {
        if (line.matches() && HostPath.isValid(line.group(2))) {
            owners.put(new HostPath(line.group(2)), line.group(1));
        }
    }
}
