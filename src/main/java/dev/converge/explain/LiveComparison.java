package dev.converge.explain;

import dev.converge.observed.ObservedUnit;
import dev.converge.unit.Directive;
import dev.converge.unit.Directives;
import dev.converge.unit.DropIn;
import dev.converge.unit.HostPath;
import dev.converge.unit.MergedUnit;
import dev.converge.unit.Shown;
import dev.converge.unit.Standing;
import dev.converge.unit.UnitName;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Holds what systemd has in memory, and what runs, against the files. */
final class LiveComparison {

    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("EEE uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT);

    private final ObservedUnit observed;
    private final UnitName unit;
    private final Definition definition;
    private final List<ExplainedSetting> settings;

    private LiveComparison(
            ObservedUnit observed, UnitName unit, Definition definition, List<ExplainedSetting> settings) {
        this.observed = observed;
        this.unit = unit;
        this.definition = definition;
        this.settings = settings;
    }

    /** Nothing when systemd was not asked. */
    static Optional<LiveUnit> of(
            ObservedUnit observed, UnitName unit, Definition definition, List<ExplainedSetting> settings) {
        return observed.properties().isEmpty()
                ? Optional.empty()
                : Optional.of(new LiveComparison(observed, unit, definition, settings).compare());
    }

    private LiveUnit compare() {
        List<LiveUnit.Difference> differences = differences();
        return new LiveUnit(
                text("LoadState"),
                observed.property("LoadError").map(LiveComparison::message).filter(error -> !error.isEmpty()),
                text("ActiveState"),
                text("SubState"),
                text("Result"),
                number("NRestarts").orElse(0L),
                number("MainPID").filter(pid -> pid > 0),
                differences,
                pending(differences));
    }

    private List<LiveUnit.Difference> differences() {
        List<LiveUnit.Difference> differences = new ArrayList<>(files());
        if (!text("LoadState").equals("loaded")) {
            return differences;
        }
        observed.host()
                .tree()
                .merged(unit)
                .map(MergedUnit::effective)
                .ifPresent(set -> set.forEach((directive, assigned) -> properties(directive, assigned)
                        .flatMap(disk -> difference(disk).stream())
                        .forEach(differences::add)));
        return differences;
    }

    private Stream<Shown.Property> properties(Directive directive, List<MergedUnit.Setting> assigned) {
        List<String> values = assigned.stream().map(MergedUnit.Setting::value).toList();
        return Shown.of(observed.host().tree(), unit, directive, values).stream();
    }

    private Optional<LiveUnit.Difference> difference(Shown.Property disk) {
        return observed.property(disk.name())
                .filter(live -> !disk.agreesWith(live))
                .map(live -> new LiveUnit.Difference(disk.name(), live, disk.text()));
    }

    private Optional<Directive> directive(ExplainedSetting setting) {
        return Directives.inSection(
                unit.type(), setting.setting().section(), setting.setting().name());
    }

    /** The files that systemd read and those that it would read now. A masked or missing unit is told by its state. */
    private List<LiveUnit.Difference> files() {
        if (!text("LoadState").equals("loaded") || definition.isMasked()) {
            return List.of();
        }
        List<LiveUnit.Difference> differences = new ArrayList<>();
        String fragment = definition.fragment().map(HostPath::value).orElse("");
        String live = text("FragmentPath");
        boolean sameFragment = isSame(live, fragment)
                || definition
                        .linkedTo()
                        .filter(real -> isSame(live, real.value()))
                        .isPresent();
        if (!sameFragment) {
            differences.add(new LiveUnit.Difference("FragmentPath", live, fragment));
        }
        List<String> read = QuotedPaths.of(text("DropInPaths")).stream()
                .map(LiveComparison::merged)
                .toList();
        List<String> now = definition.dropIns().stream()
                .filter(LiveComparison::isListed)
                .map(dropIn -> merged(dropIn.path().value()))
                .toList();
        if (observed.property("DropInPaths").isPresent() && !new TreeSet<>(read).equals(new TreeSet<>(now))) {
            differences.add(new LiveUnit.Difference("DropInPaths", String.join(" ", read), String.join(" ", now)));
        }
        return differences;
    }

    /** Those that systemd lists, masks included. */
    private static boolean isListed(DropIn dropIn) {
        return switch (dropIn.fate()) {
            case DropIn.Fate.Applied applied -> true;
            case DropIn.Fate.Masks masks -> true;
            case DropIn.Fate.Unreadable unreadable -> true;
            case DropIn.Fate.Hidden hidden -> false;
            case DropIn.Fate.NotNamedLikeOne other -> false;
            case DropIn.Fate.WithoutUnit alone -> false;
        };
    }

    private static boolean isSame(String one, String other) {
        return merged(one).equals(merged(other));
    }

    /** {@code /lib} and {@code /usr/lib} are the same directory where /usr is merged, and no host has a unit in both otherwise. */
    private static String merged(String path) {
        return path.startsWith("/lib/") ? "/usr" + path : path;
    }

    private List<LiveUnit.Pending> pending(List<LiveUnit.Difference> differences) {
        List<LiveUnit.Pending> pending = new ArrayList<>();
        if (text("NeedDaemonReload").equals("yes")) {
            pending.add(new LiveUnit.Pending.DaemonReload("its files changed after systemd read them"));
        } else if (!differences.isEmpty()) {
            pending.add(new LiveUnit.Pending.DaemonReload("systemd holds other values than its files have"));
        }
        newerThanTheProcess()
                .ifPresent(path -> pending.add(new LiveUnit.Pending.Restart(
                        "its main process was started before " + path + " was last written")));
        return pending;
    }

    /** A file that sets what only a start puts in force. One that was written in the second of the start counts as older. */
    private Optional<HostPath> newerThanTheProcess() {
        if (number("MainPID").orElse(0L) == 0) {
            return Optional.empty();
        }
        return started()
                .flatMap(start -> settings.stream()
                        .filter(setting -> setting.standing() instanceof Standing.Effective)
                        .filter(setting -> directive(setting)
                                .filter(directive -> directive.effect() == Directive.Effect.RESTART)
                                .isPresent())
                        .map(setting -> setting.setting().path())
                        .distinct()
                        .filter(path -> changed(path).filter(start::isBefore).isPresent())
                        .findFirst());
    }

    private Optional<Instant> changed(HostPath path) {
        HostPath real = observed.host().tree().realPath(path).orElse(path);
        return Optional.ofNullable(observed.changed().get(real));
    }

    private Optional<Instant> started() {
        try {
            String time = text("ExecMainStartTimestamp");
            return time.isEmpty()
                    ? Optional.empty()
                    : Optional.of(LocalDateTime.parse(time, TIMESTAMP).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException noTime) {
            return Optional.empty();
        }
    }

    private String text(String property) {
        return observed.property(property).orElse("");
    }

    private Optional<Long> number(String property) {
        return observed.property(property)
                .filter(digits -> digits.matches("[0-9]{1,18}"))
                .map(Long::valueOf);
    }

    /** {@code org.freedesktop.systemd1.BadUnitSetting "Unit x.service has a bad unit file setting."}, without the first word. */
    private static String message(String error) {
        int quote = error.indexOf('"');
        return quote < 0 ? "" : error.substring(quote + 1).replaceFirst("\"$", "");
    }
}
