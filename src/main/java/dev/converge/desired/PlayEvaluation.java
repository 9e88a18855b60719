package dev.converge.desired;

import dev.converge.playbook.Play;
import dev.converge.playbook.PresetDeclaration;
import dev.converge.playbook.StrayDeclaration;
import dev.converge.playbook.Text;
import dev.converge.playbook.UnitDeclaration;
import dev.converge.problem.Problems;
import dev.converge.problem.Spelling;
import dev.converge.unit.Glob;
import dev.converge.unit.ManagerDefaults;
import dev.converge.unit.PresetDecision;
import dev.converge.unit.UnitName;
import dev.converge.unit.UserName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What one play wants of one host. */
final class PlayEvaluation {

    private static final List<String> POLICIES = List.of("enable", "disable", "ignore");

    private final Play play;
    private final Evaluation evaluation;
    private final Claims claims;
    private final Problems problems;

    PlayEvaluation(Play play, Evaluation evaluation, Claims claims) {
        this.play = play;
        this.evaluation = evaluation;
        this.claims = claims;
        this.problems = evaluation.problems();
    }

    /** @param manager the play's settings of systemd, which count for the units of all plays */
    DesiredPlay desired(List<ManagerSetting> manager) {
        return new DesiredPlay(
                play.name(),
                systemUnits(),
                strays(),
                presets(),
                exclusive(),
                files(),
                guards(),
                manager,
                userUnits(),
                new ChecksEvaluation(evaluation).desired(play.checks()));
    }

    private List<DesiredUnit> systemUnits() {
        List<DesiredUnit> units = new ArrayList<>();
        for (UnitDeclaration unit : play.units()) {
            if (unit.scope() == UnitDeclaration.Scope.USER) {
                continue;
            }
            claims.claim("unit " + unit.name(), unit.spot());
            if (unit.enabled().isPresent()) {
                claims.claim("the preset of " + unit.name(), unit.spot());
            }
            units.add(new UnitEvaluation(play.name(), unit, evaluation).desired());
        }
        return units;
    }

    /** No presets: those of users hold for all users of a host alike (docs/decisions). */
    private List<UserUnits> userUnits() {
        SortedMap<UserName, List<DesiredUnit>> units = new TreeMap<>();
        // What 'manager' sets is heeded by the system's own systemd only.
        Evaluation ofUsers = evaluation.under(ManagerDefaults.BUILT_IN);
        for (UnitDeclaration unit : play.units()) {
            if (unit.scope() == UnitDeclaration.Scope.USER) {
                DesiredUnit desired = new UnitEvaluation(play.name(), unit, ofUsers).desired();
                unit.user().flatMap(this::user).ifPresent(user -> {
                    claims.claim("unit " + unit.name() + " of user " + user, unit.spot());
                    units.computeIfAbsent(user, first -> new ArrayList<>()).add(desired);
                });
            }
        }
        return units.entrySet().stream()
                .map(entry -> new UserUnits(entry.getKey(), entry.getValue()))
                .toList();
    }

    private Optional<UserName> user(Text text) {
        return evaluation.text(text).flatMap(written -> {
            if (written.equals("root")) {
                problems.add(text.spot(), "the units of root are the system's", "remove 'scope' and 'user'");
                return Optional.empty();
            }
            if (!UserName.isValid(written)) {
                problems.add(
                        text.spot(),
                        "'" + written + "' is not the name of a user",
                        "write it as it stands in /etc/passwd: letters, digits and _ . -, no number, 31 characters at most");
                return Optional.empty();
            }
            return Optional.of(new UserName(written));
        });
    }

    private List<StrayRule> strays() {
        List<StrayRule> rules = new ArrayList<>();
        for (StrayDeclaration stray : play.strays()) {
            StrayRule.Action action = switch (stray.action()) {
                case REMOVE -> StrayRule.Action.REMOVE;
                case REPORT -> StrayRule.Action.REPORT;
            };
            rules.add(new StrayRule(globs(stray.match()), globs(stray.except()), action));
        }
        return rules;
    }

    private List<Glob> globs(List<Text> texts) {
        return texts.stream().flatMap(text -> glob(text).stream()).toList();
    }

    private Optional<Glob> glob(Text text) {
        return UnitPatterns.glob(text, evaluation);
    }

    private List<PresetLine> presets() {
        List<PresetLine> lines = new ArrayList<>();
        for (PresetDeclaration preset : play.presets()) {
            Optional<PresetDecision.Policy> policy = policy(preset.policy());
            glob(preset.pattern()).ifPresent(pattern -> {
                claims.claim("the preset of " + pattern, preset.pattern().spot());
                policy.ifPresent(known -> lines.add(new PresetLine(known, pattern)));
            });
        }
        return lines;
    }

    private Optional<PresetDecision.Policy> policy(Text text) {
        Optional<String> word = evaluation.text(text);
        if (word.isEmpty()) {
            return Optional.empty();
        }
        return switch (word.get()) {
            case "enable" -> Optional.of(PresetDecision.Policy.ENABLE);
            case "disable" -> Optional.of(PresetDecision.Policy.DISABLE);
            case "ignore" -> Optional.of(PresetDecision.Policy.IGNORE);
            default -> {
                problems.add(
                        text.spot(),
                        "a preset is 'enable', 'disable' or 'ignore', not '" + word.get() + "'",
                        Spelling.hint(word.get(), POLICIES));
                yield Optional.empty();
            }
        };
    }

    private List<ExclusiveRule> exclusive() {
        ExclusiveEvaluation rules = new ExclusiveEvaluation(evaluation, claims);
        return play.exclusive().stream()
                .flatMap(entry -> rules.desired(entry).stream())
                .toList();
    }

    private List<DesiredFile> files() {
        List<UnitName> units = play.units().stream().map(UnitDeclaration::name).toList();
        FileEvaluation files = new FileEvaluation(evaluation, claims, units);
        return play.files().stream()
                .flatMap(file -> files.desired(file).stream())
                .toList();
    }

    private List<GuardRule> guards() {
        GuardEvaluation guards = new GuardEvaluation(evaluation);
        return play.guards().stream()
                .map(guard -> guards.desired(guard, play.name(), globs(guard.match()), globs(guard.except())))
                .toList();
    }
}
