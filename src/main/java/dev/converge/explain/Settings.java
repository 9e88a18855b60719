package dev.converge.explain;

import dev.converge.problem.Spelling;
import dev.converge.unit.Directive;
import dev.converge.unit.Directives;
import dev.converge.unit.FileState;
import dev.converge.unit.Grammar;
import dev.converge.unit.HostPath;
import dev.converge.unit.Line;
import dev.converge.unit.MergedUnit;
import dev.converge.unit.Shown;
import dev.converge.unit.Standing;
import dev.converge.unit.UnitFile;
import dev.converge.unit.UnitName;
import dev.converge.unit.UnitTree;
import dev.converge.unit.UnitType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Explains the assignments of one unit. */
final class Settings {

    private static final List<String> MAY_HOLD_SECRETS = List.of("Environment", "Exec", "SetCredential");
    private static final int OTHERS_READ = 0004;

    private final UnitTree tree;
    private final UnitName unit;
    private final UnitType type;

    /** Taken apart once for each file: one of a hundred thousand lines is to take a moment, not minutes. */
    private final Map<HostPath, List<Line>> linesOfFiles = new HashMap<>();

    private final Map<String, String> hints = new HashMap<>();

    Settings(UnitTree tree, UnitName unit) {
        this.tree = tree;
        this.unit = unit;
        this.type = unit.type();
    }

    List<ExplainedSetting> explain(MergedUnit merged) {
        List<ExplainedSetting> explained = new ArrayList<>();
        merged.standings().forEach((setting, standing) -> explained.add(explain(setting, standing)));
        return explained;
    }

    private ExplainedSetting explain(MergedUnit.Setting setting, Standing standing) {
        if (isSecret(setting)) {
            return new ExplainedSetting(
                    setting,
                    List.of(setting.name() + "= (not shown)"),
                    Optional.empty(),
                    Optional.empty(),
                    standing,
                    "");
        }
        return new ExplainedSetting(
                setting,
                lines(setting),
                Optional.of(setting.value()),
                canonical(setting, standing),
                standing,
                hint(setting, standing));
    }

    /** What may hold a password, in a file that others may not read. What systemd knows to be a number or a word is none. */
    private boolean isSecret(MergedUnit.Setting setting) {
        boolean mayHoldAny = MAY_HOLD_SECRETS.stream().anyMatch(setting.name()::startsWith)
                || Directives.find(type, setting.name()).isEmpty();
        return mayHoldAny
                && tree.realPath(setting.path())
                        .map(tree::at)
                        .filter(state -> state instanceof FileState.Regular file
                                && (file.mode().bits() & OTHERS_READ) == 0)
                        .isPresent();
    }

    private List<String> lines(MergedUnit.Setting setting) {
        List<Line> file = linesOfFiles.computeIfAbsent(
                setting.path(), path -> tree.unitFile(path).map(UnitFile::lines).orElse(List.of()));
        return file.isEmpty()
                ? List.of()
                : UnitFile.linesFrom(file, setting.line()).stream()
                        .map(Line::shown)
                        .toList();
    }

    private Optional<String> canonical(MergedUnit.Setting setting, Standing standing) {
        return switch (standing) {
            case Standing.Effective effective -> canonical(setting);
            case Standing.Overridden overridden -> canonical(setting);
            case Standing.Reset reset -> canonical(setting);
            case Standing.Refused refused -> Optional.empty();
            case Standing.Empty empty -> Optional.empty();
            case Standing.Misplaced misplaced -> Optional.empty();
            case Standing.Newer newer -> Optional.empty();
            case Standing.Unknown unknown -> Optional.empty();
            case Standing.Foreign foreign -> Optional.empty();
        };
    }

    private Optional<String> canonical(MergedUnit.Setting setting) {
        return Directives.inSection(type, setting.section(), setting.name())
                .filter(directive -> !setting.value().isEmpty())
                .flatMap(directive -> shown(directive, setting.value()).or(() -> accepted(directive, setting.value())));
    }

    /** As systemctl prints it, where that is one text. */
    private Optional<String> shown(Directive directive, String value) {
        List<Shown.Property> properties = Shown.of(tree, unit, directive, List.of(value));
        return properties.size() == 1 && properties.getFirst().match() == Shown.Match.TEXT
                ? Optional.of(properties.getFirst().text())
                : Optional.empty();
    }

    private static Optional<String> accepted(Directive directive, String value) {
        return directive.grammar().judge(value) instanceof Grammar.Verdict.Accepted accepted
                ? Optional.of(accepted.canonical())
                : Optional.empty();
    }

    private String hint(MergedUnit.Setting setting, Standing standing) {
        return switch (standing) {
            case Standing.Unknown unknown ->
                hints.computeIfAbsent(setting.name(), name -> Spelling.hint(name, Directives.namesFor(type)));
            case Standing.Refused refused ->
                refused.why().suggestion().isEmpty()
                        ? ""
                        : "did you mean " + setting.name() + "=" + refused.why().suggestion() + "?";
            case Standing.Effective effective -> "";
            case Standing.Overridden overridden -> "";
            case Standing.Reset reset -> "";
            case Standing.Empty empty -> "";
            case Standing.Misplaced misplaced -> "";
            case Standing.Newer newer -> "";
            case Standing.Foreign foreign -> "";
        };
    }

    /** The lines of these files that systemd stumbles over. */
    List<Explanation.ExplainedFlaw> flaws(List<HostPath> files) {
        List<Explanation.ExplainedFlaw> flaws = new ArrayList<>();
        for (HostPath path : files) {
            for (UnitFile.Flaw flaw : tree.unitFile(path).map(UnitFile::flaws).orElse(List.of())) {
                flaws.add(new Explanation.ExplainedFlaw(path, flaw.line(), flaw.message(), flaw.fatal()));
            }
        }
        return flaws;
    }
}
