package dev.converge.report.sweep;

import dev.converge.engine.SweepResult;
import dev.converge.finding.FindingCode;
import dev.converge.host.HostName;
import dev.converge.remedy.Fix;
import dev.converge.remedy.HostFixes;
import dev.converge.remedy.Remedy;
import dev.converge.unit.PlayName;
import dev.converge.unit.UnitName;
import dev.converge.unit.UserName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What would remove the findings of a sweep, as a playbook: one play for all hosts that need the same. What no play can say stands in
 * comments. It declares nothing that a play of the run declares, so it can be planned and applied together with those.
 */
public final class FixPlaybook {

    /** Of every such playbook. */
    public static final String BEGINNING =
            "# What would remove the findings of a sweep, written by converge check --fix-plan.";

    private static final String HEAD = BEGINNING + """

            # Read it, change what is not meant so, and run it together with your playbooks:
            #     converge plan playbooks/site.yml THIS_FILE
            """;

    private static final String NOTHING = """

            # Nothing was found that a play could mend.
            - name: Fixes
              hosts: all
              checks: {}
            """;

    /** What decides whether two hosts need the same; what a person has to do reads differently on each host. */
    private record Need(FindingCode code, Optional<UnitName> unit, Optional<UserName> user, Optional<Remedy> remedy) {
        static Need of(Fix fix) {
            Optional<Remedy> remedy =
                    fix.remedy() instanceof Remedy.ByHand ? Optional.empty() : Optional.of(fix.remedy());
            return new Need(
                    fix.finding().code(), fix.finding().unit(), fix.finding().user(), remedy);
        }
    }

    private FixPlaybook() {}

    /** The fixes of all hosts that were swept; that others were not is said. */
    public static String ofSweep(List<SweepResult> results) {
        List<HostFixes> hosts = new ArrayList<>();
        List<String> unseen = new ArrayList<>();
        for (SweepResult result : results) {
            switch (result) {
                case SweepResult.Swept swept -> hosts.add(swept.fixes());
                case SweepResult.Failed failed -> unseen.add(failed.host().value());
            }
        }
        String gap =
                unseen.isEmpty() ? "" : "# Not swept, so nothing is said of them: " + String.join(", ", unseen) + "\n";
        return HEAD + gap + plays(hosts);
    }

    /** @param hosts in the order their plays are to come; those without findings are left out */
    public static String of(List<HostFixes> hosts) {
        return HEAD + plays(hosts);
    }

    private static String plays(List<HostFixes> hosts) {
        Map<List<Need>, List<HostFixes>> groups = new LinkedHashMap<>();
        Set<PlayName> taken = new HashSet<>();
        for (HostFixes host : hosts) {
            taken.addAll(host.plays());
            if (!host.fixes().isEmpty()) {
                groups.computeIfAbsent(host.fixes().stream().map(Need::of).toList(), needs -> new ArrayList<>())
                        .add(host);
            }
        }
        StringBuilder text = new StringBuilder();
        groups.values().forEach(group -> text.append('\n').append(play(group, taken)));
        return groups.isEmpty() ? NOTHING : text.toString();
    }

    private static String play(List<HostFixes> group, Set<PlayName> taken) {
        List<String> names =
                group.stream().map(HostFixes::host).map(HostName::value).toList();
        String title = title(names, taken);
        return new FixPlay(title, names, group.getFirst().fixes()).text();
    }

    /** A name of its own: its slug owns what the play writes. */
    private static String title(List<String> names, Set<PlayName> taken) {
        String first =
                "Fixes for " + names.getFirst() + (names.size() == 1 ? "" : " and " + (names.size() - 1) + " more");
        String title = first;
        for (int number = 2; !taken.add(PlayName.ofTitle(title)); number++) {
            title = first + " " + number;
        }
        return title;
    }
}
