package dev.converge.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.converge.unit.Directive;
import dev.converge.unit.EnablementState;
import dev.converge.unit.FileState;
import dev.converge.unit.HostPath;
import dev.converge.unit.MergedUnit;
import dev.converge.unit.Shown;
import dev.converge.unit.UnitFile;
import dev.converge.unit.UnitName;
import dev.converge.unit.UnitTree;
import dev.converge.unit.UnitType;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Holds what converge makes of a host's files against what the host's systemd says of the same units. */
final class Oracle {

    /** Properties that nothing but their directive sets, by their name. */
    private static final SequencedMap<String, String> DEFAULTS = defaults();

    private final UnitTree tree;
    private final SystemdSays systemd;
    private final Tally tally;

    Oracle(UnitTree tree, SystemdSays systemd, Tally tally) {
        this.tree = tree;
        this.systemd = systemd;
        this.tally = tally;
    }

    void compareStates() {
        systemd.listed().forEach((name, listed) -> {
            UnitName unit = new UnitName(name);
            tally.compare("listed state", name, tree.enablement(unit).toString(), listed.state());
            if (listed.preset().endsWith("d")) {
                tally.compare("listed preset", name, preset(unit), listed.preset());
            }
        });
        systemd.enabled().forEach((name, word) -> {
            EnablementState state = tree.enablement(new UnitName(name));
            switch (state) {
                case GENERATED -> tally.incomparable("is-enabled", "asks update-rc.d about SysV scripts");
                case BAD, NOT_FOUND ->
                    tally.record("is-enabled", name, word.isEmpty() || word.equals(state.toString()), state, word);
                case ENABLED,
                        ENABLED_RUNTIME,
                        LINKED,
                        LINKED_RUNTIME,
                        ALIAS,
                        MASKED,
                        MASKED_RUNTIME,
                        STATIC,
                        DISABLED,
                        INDIRECT,
                        TRANSIENT -> tally.compare("is-enabled", name, state.toString(), word);
            }
        });
    }

    private String preset(UnitName unit) {
        return tree.preset(unit).policy().verb() + "d";
    }

    void compareUnits() {
        systemd.shown().forEach((name, properties) -> {
            UnitName unit = new UnitName(name);
            compareLoading(unit, properties);
            tree.merged(unit).ifPresent(merged -> compareValues(unit, merged, properties));
        });
    }

    private void compareLoading(UnitName unit, Map<String, String> properties) {
        String name = unit.value();
        boolean masked = tree.isMasked(unit);
        tally.compare(
                "LoadState",
                name,
                masked ? "masked" : tree.fragment(unit).isPresent() ? "loaded" : "not-found",
                loadState(unit, properties.getOrDefault("LoadState", "")));
        if (masked) {
            return;
        }
        tally.compare(
                "FragmentPath",
                name,
                tree.fragment(unit).map(path -> sameUsr(path.value())).orElse(""),
                sameUsr(properties.getOrDefault("FragmentPath", "")));
        tally.compare(
                "DropInPaths",
                name,
                tree.dropIns(unit).stream().map(path -> sameUsr(path.value())).toList(),
                words(properties.getOrDefault("DropInPaths", "")).stream()
                        .filter(path -> !masks(path))
                        .map(Oracle::sameUsr)
                        .toList());
        tally.compare(
                "Names",
                name,
                tree.names(unit).stream().map(UnitName::value).collect(Collectors.toCollection(TreeSet::new)),
                new TreeSet<>(words(properties.getOrDefault("Names", ""))));
    }

    /**
     * Of an alias of a masked unit systemd says {@code masked} or {@code error}, by where the link and the mask lie and by version. Either
     * way it does not load, which is all that converge says of it.
     */
    private String loadState(UnitName unit, String said) {
        boolean alias = !tree.mainName(unit).equals(unit);
        return alias && tree.isMasked(unit) && said.equals("error") ? "masked" : said;
    }

    private void compareValues(UnitName unit, MergedUnit merged, Map<String, String> properties) {
        merged.effective().forEach((directive, settings) -> {
            if (directive.section().equals("Install")) {
                return;
            }
            List<String> values =
                    settings.stream().map(MergedUnit.Setting::value).toList();
            List<Shown.Property> shown = Shown.of(tree, unit, directive, values);
            if (shown.isEmpty()) {
                tally.incomparable(
                        directive.name(), Shown.reason(directive).orElse("of these values not known exactly"));
            }
            shown.forEach(property -> {
                String printed = properties.getOrDefault(property.name(), "");
                tally.record(
                        directive.name().startsWith("Exec") ? "commands" : "values",
                        unit + " " + property.name(),
                        property.agreesWith(printed),
                        property.text() + "   " + settings,
                        printed);
            });
        });
    }

    /** Every unit file, printed after it was parsed, is the same bytes. */
    void compareRoundTrips() {
        tree.files().forEach((path, state) -> {
            if (state instanceof FileState.Regular file) {
                tally.record(
                        "round trips",
                        path.value(),
                        UnitFile.parse(file.content()).print().equals(file.content()),
                        "prints something else",
                        "has it so");
            }
        });
    }

    /** What a service leaves unset is as in a service that sets nothing. */
    void compareDefaults() {
        Map<String, String> reference = systemd.shown().getOrDefault(ServerHost.REFERENCE, Map.of());
        assertThat(reference).isNotEmpty();
        systemd.shown().forEach((name, properties) -> {
            UnitName unit = new UnitName(name);
            if (unit.type() == UnitType.SERVICE) {
                tree.merged(unit).ifPresent(merged -> compareDefaults(name, merged, properties, reference));
            }
        });
    }

    private void compareDefaults(
            String unit, MergedUnit merged, Map<String, String> properties, Map<String, String> reference) {
        Set<String> set =
                merged.effective().keySet().stream().map(Directive::name).collect(Collectors.toSet());
        DEFAULTS.forEach((property, directive) -> {
            if (!set.contains(directive)) {
                tally.compare(
                        "defaults",
                        unit + " " + property,
                        reference.getOrDefault(property, ""),
                        properties.getOrDefault(property, ""));
            }
        });
    }

    private static SequencedMap<String, String> defaults() {
        SequencedMap<String, String> defaults = new LinkedHashMap<>();
        for (String name : List.of(
                "Restart",
                "StartLimitBurst",
                "StartLimitAction",
                "MemoryMax",
                "MemoryHigh",
                "MemoryLow",
                "MemorySwapMax",
                "CPUWeight",
                "IOWeight",
                "TasksMax",
                "LimitNOFILE",
                "LimitCORE",
                "LimitNPROC",
                "Nice",
                "OOMScoreAdjust",
                "UMask",
                "WorkingDirectory",
                "RootDirectory",
                "Environment",
                "KillMode",
                "KillSignal",
                "SendSIGKILL",
                "PIDFile",
                "ReadWritePaths",
                "RefuseManualStart",
                "RefuseManualStop",
                "RemainAfterExit",
                "StopWhenUnneeded",
                "SyslogIdentifier",
                "RuntimeDirectory",
                "StateDirectory")) {
            defaults.put(name, name);
        }
        defaults.put("RestartUSec", "RestartSec");
        defaults.put("RuntimeMaxUSec", "RuntimeMaxSec");
        defaults.put("StartLimitIntervalUSec", "StartLimitIntervalSec");
        defaults.put("JobTimeoutUSec", "JobTimeoutSec");
        defaults.put("CPUQuotaPerSecUSec", "CPUQuota");
        defaults.put("LimitNOFILESoft", "LimitNOFILE");
        defaults.put("EnvironmentFiles", "EnvironmentFile");
        return defaults;
    }

    /** The links of every unit with [Install], on a tree without links in /etc. */
    static void compareLinks(UnitTree tree, List<String> made, SortedSet<String> units, Tally tally) {
        Map<String, SortedSet<String>> theirs = made.stream()
                .map(line -> line.split(" ", 2))
                .collect(Collectors.groupingBy(
                        words -> words[0],
                        Collectors.mapping(words -> sameUsr(words[1]), Collectors.toCollection(TreeSet::new))));
        for (String unit : units) {
            SortedSet<String> ours = new TreeSet<>();
            tree.installLinks(new UnitName(unit))
                    .forEach((path, link) -> ours.add(path + " " + sameUsr(link.target())));
            tally.compare("install links", unit, ours, theirs.getOrDefault(unit, new TreeSet<>()));
        }
    }

    /** Masks that are drop-ins are listed by systemd; converge leaves them out, because they say nothing. */
    private boolean masks(String path) {
        return switch (tree.at(new HostPath(path))) {
            case FileState.Link link -> link.masks();
            case FileState.Regular file -> file.content().size() == 0;
            case FileState.Absent absent -> false;
            case FileState.Directory directory -> false;
            case FileState.Other other -> false;
        };
    }

    private static List<String> words(String text) {
        return Arrays.stream(text.split(" ", -1))
                .filter(word -> !word.isEmpty())
                .map(word -> word.replace("\"", "").replace("\\\\", "\\"))
                .toList();
    }

    /** Debian 11 and 12 say /lib/systemd/system, which is /usr/lib/systemd/system on the latter. */
    static String sameUsr(String text) {
        return text.replaceAll("(^| )/lib/", "$1/usr/lib/");
    }
}
