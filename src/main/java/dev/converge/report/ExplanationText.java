package dev.converge.report;

import dev.converge.engine.ExplainResult;
import dev.converge.explain.Definition;
import dev.converge.explain.ExplainedSetting;
import dev.converge.explain.Explanation;
import dev.converge.explain.LiveUnit;
import dev.converge.observed.Hazard;
import dev.converge.unit.DropIn;
import dev.converge.unit.FileState;
import dev.converge.unit.PresetDecision;
import dev.converge.unit.RestartVerdict;
import dev.converge.unit.Standing;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A unit explained, for people: where it comes from, what each of its lines does, what starts it, how often, and what runs. */
final class ExplanationText {

    private static final int HEADING = 2;
    private static final int BODY = 4;
    private static final int REMARK = 8;
    private static final int COLUMN = 46;

    private final Page page;
    private final ExplainResult.Explained explained;
    private final Explanation explanation;

    ExplanationText(Page page, ExplainResult.Explained explained) {
        this.page = page;
        this.explained = explained;
        this.explanation = explained.explanation();
    }

    void write() {
        title();
        hazards();
        files();
        settings();
        startup();
        explanation.restart().ifPresent(this::restart);
        explanation.live().ifPresent(this::live);
    }

    private void title() {
        String systemd =
                explained.systemd().map(version -> " (systemd " + version + ")").orElse(" (a directory tree)");
        page.line(0, Span.of(Tone.STRONG, explanation.unit()), Span.of(" on " + explained.host() + systemd));
        if (!explanation.asked().equals(explanation.unit())) {
            body(explanation.asked() + " is another name of it");
        }
        explanation.aliases().stream()
                .filter(alias -> !alias.equals(explanation.asked()))
                .forEach(alias -> body("also called " + alias));
    }

    private void hazards() {
        for (Hazard hazard : explanation.hazards()) {
            page.line(
                    BODY,
                    Span.of(Tone.BAD, "systemd was not asked anything: "),
                    Span.of(
                            switch (hazard) {
                                case Hazard.FifoDropIn fifo -> fifo.path() + " is a FIFO, and systemd would hang on it";
                                case Hazard.PresetLineWithoutName preset ->
                                    preset.path() + ":" + preset.line()
                                            + " says 'enable' without a unit, which crashes systemd";
                            }));
        }
    }

    private void files() {
        heading("Files");
        Definition definition = explanation.definition();
        if (definition.fragment().isEmpty()) {
            body("there is no unit file");
        }
        definition.fragment().ifPresent(path -> {
            body(path + definition.linkedTo().map(real -> " -> " + real).orElse(""));
            definition.template().ifPresent(template -> remark("the template " + template));
            if (definition.isMasked()) {
                remark("masked: the unit cannot be started, by nothing and nobody");
            }
        });
        definition.hidden().forEach(path -> {
            body(path.toString());
            remark("not read: the file above is in a stronger directory");
        });
        definition.dropIns().forEach(this::dropIn);
        explanation.flaws().forEach(flaw -> {
            body(flaw.file() + ":" + flaw.line());
            remark(flaw.message() + consequence(flaw));
        });
    }

    private String consequence(Explanation.ExplainedFlaw flaw) {
        if (!flaw.fatal()) {
            return ": systemd ignores the line";
        }
        boolean isFragment = explanation.definition().fragment().equals(Optional.of(flaw.file()));
        return isFragment ? ": the unit does not load" : ": systemd reads no further";
    }

    private void dropIn(DropIn dropIn) {
        body(dropIn.path().toString());
        String remark = remarkOn(dropIn.fate());
        if (!remark.isEmpty()) {
            remark(remark);
        }
    }

    static String remarkOn(DropIn.Fate fate) {
        return switch (fate) {
            case DropIn.Fate.Applied applied -> "";
            case DropIn.Fate.Masks masks -> "masks drop-ins of this name; says nothing itself";
            case DropIn.Fate.Unreadable unreadable -> "not read: it leads to no file, yet hides drop-ins of this name";
            case DropIn.Fate.Hidden hidden -> "not read: hidden by " + hidden.by();
            case DropIn.Fate.WithoutUnit alone -> "not read: the unit has no file";
            case DropIn.Fate.NotNamedLikeOne other -> "not read: its name does not end in .conf";
        };
    }

    private void settings() {
        Map<String, List<ExplainedSetting>> sections = new LinkedHashMap<>();
        List.of("Unit", explanation.unit().type().section(), "Install")
                .forEach(section -> sections.put(section, new ArrayList<>()));
        explanation
                .settings()
                .forEach(setting -> sections.computeIfAbsent(setting.setting().section(), section -> new ArrayList<>())
                        .add(setting));
        sections.values().removeIf(List::isEmpty);
        if (!sections.isEmpty()) {
            heading("Settings");
        }
        sections.forEach((section, settings) -> {
            page.line(BODY, Span.of(Tone.FAINT, "[" + section + "]"));
            settings.forEach(this::setting);
        });
    }

    private void setting(ExplainedSetting setting) {
        boolean counts = setting.standing().isEffective();
        Tone tone = counts ? Tone.PLAIN : Tone.FAINT;
        List<String> lines = setting.lines();
        page.line(
                BODY,
                Span.of(tone, padded((counts ? "  " : "- ") + lines.getFirst())),
                Span.of(Tone.FAINT, "  " + StandingText.spot(setting.setting())));
        lines.stream().skip(1).forEach(line -> page.line(BODY, Span.of(tone, "  " + line)));
        String reason = StandingText.reason(setting);
        if (!reason.isEmpty()) {
            page.line(REMARK, Span.of(remarkTone(setting.standing()), reason));
        }
    }

    /** So that the places of ordinary lines stand below one another; a long line pushes its own to the right. */
    private static String padded(String line) {
        return line + " ".repeat(Math.max(0, COLUMN - line.length()));
    }

    /** What a person did not mean is worth a look; what a later line replaces is not. */
    private static Tone remarkTone(Standing standing) {
        return switch (standing) {
            case Standing.Effective effective -> Tone.PLAIN;
            case Standing.Overridden overridden -> Tone.FAINT;
            case Standing.Reset reset -> Tone.FAINT;
            case Standing.Foreign foreign -> Tone.FAINT;
            case Standing.Misplaced misplaced -> Tone.WARNING;
            case Standing.Refused refused -> Tone.WARNING;
            case Standing.Empty empty -> Tone.WARNING;
            case Standing.Newer newer -> Tone.WARNING;
            case Standing.Unknown unknown -> Tone.WARNING;
        };
    }

    private void startup() {
        heading("Start");
        body(explanation.startup().enablement().toString());
        explanation.startup().links().forEach((path, link) -> page.line(BODY, Span.of(link(path.toString(), link))));
        body("preset: " + preset(explanation.startup().preset()));
    }

    private static String link(String path, FileState.Link link) {
        return path + " -> " + link.target();
    }

    private static String preset(PresetDecision decision) {
        return decision.policy().verb()
                + decision.rule()
                        .map(rule -> " by " + rule.file() + ":" + rule.line() + " '" + rule.text() + "'")
                        .orElse("; no line matches, and then systemd enables");
    }

    private void restart(RestartVerdict verdict) {
        heading("Restarts");
        restart("", verdict);
        explanation.restartWhenHanging().ifPresent(hanging -> restart("when a start hangs: ", hanging));
        explanation.restartRemedy().ifPresent(yaml -> body("to end it, declare 'restart: " + yaml + "'"));
    }

    private void restart(String when, RestartVerdict verdict) {
        Tone tone = switch (verdict.kind()) {
            case BOUNDED, NEVER -> Tone.PLAIN;
            case UNBOUNDED -> Tone.BAD;
        };
        page.line(BODY, Span.of(tone, when + verdict.sentence()));
        remark(verdict.arithmetic());
    }

    private void live(LiveUnit live) {
        heading("Now");
        body(live.loadState() + ", " + live.activeState() + " (" + live.subState() + ")"
                + live.mainPid().map(pid -> ", main process " + pid).orElse("")
                + (live.result().isEmpty() || live.result().equals("success") ? "" : ", result " + live.result()));
        live.loadError().ifPresent(error -> page.line(BODY, Span.of(Tone.BAD, error)));
        if (live.restarts() > 0) {
            page.line(
                    BODY,
                    Span.of(
                            Tone.WARNING,
                            "restarted " + Counted.of(live.restarts(), "time") + " since it was last started by hand"));
        }
        for (LiveUnit.Difference difference : live.differences()) {
            page.line(BODY, Span.of(Tone.WARNING, difference.property() + " differs"));
            remark("systemd holds  " + difference.live());
            remark("files say      " + difference.disk());
        }
        live.pending().forEach(this::pending);
    }

    private void pending(LiveUnit.Pending pending) {
        String command = switch (pending) {
            case LiveUnit.Pending.DaemonReload reload -> "systemctl daemon-reload";
            case LiveUnit.Pending.Restart restart -> "systemctl restart " + explanation.unit();
        };
        page.line(BODY, Span.of(Tone.WARNING, "needs " + command), Span.of(": " + pending.reason()));
    }

    private void heading(String text) {
        page.line(HEADING, Span.of(Tone.STRONG, text));
    }

    private void body(String text) {
        page.line(BODY, Span.of(text));
    }

    private void remark(String text) {
        page.line(REMARK, Span.of(Tone.FAINT, text));
    }
}
