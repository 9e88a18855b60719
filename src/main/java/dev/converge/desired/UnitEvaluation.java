package dev.converge.desired;

import dev.converge.playbook.UnitDeclaration;
import dev.converge.playbook.UnitDeclaration.DropInDeclaration;
import dev.converge.problem.Problems;
import dev.converge.unit.Content;
import dev.converge.unit.HostPath;
import dev.converge.unit.PlayName;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** One unit of one play on one host: its texts made, its values checked. */
final class UnitEvaluation {

    private static final HostPath UNITS = new HostPath("/etc/systemd/system");

    private final String header;
    private final UnitDeclaration unit;
    private final Evaluation evaluation;
    private final Problems problems;

    UnitEvaluation(PlayName play, UnitDeclaration unit, Evaluation evaluation) {
        this.header = "# Managed by converge (play: " + play + ")\n";
        this.unit = unit;
        this.evaluation = evaluation;
        this.problems = evaluation.problems();
    }

    DesiredUnit desired() {
        Optional<Authored> file = unit.file().flatMap(evaluation::authored);
        SortedMap<String, Authored> dropIns = dropIns();
        check(file, dropIns);
        SortedMap<String, Content> contents = new TreeMap<>();
        dropIns.forEach((name, dropIn) -> contents.put(name, withHeader(dropIn.content())));
        return new DesiredUnit(
                unit.name(),
                unit.spot(),
                file.map(authored -> withHeader(authored.content())),
                unit.state().map(UnitEvaluation::stateOf),
                unit.enabled(),
                unit.masked(),
                onChangeOf(unit.onChange()),
                unit.health(),
                contents,
                requirements(file, dropIns));
    }

    private List<Requirement> requirements(Optional<Authored> file, SortedMap<String, Authored> dropIns) {
        List<Authored> texts = new ArrayList<>();
        file.ifPresent(texts::add);
        texts.addAll(dropIns.values());
        return texts.stream()
                .flatMap(text -> Requirement.of(text, unit.name().type()))
                .toList();
    }

    private SortedMap<String, Authored> dropIns() {
        SortedMap<String, Authored> dropIns = new TreeMap<>();
        for (DropInDeclaration dropIn : unit.dropIns()) {
            evaluation.authored(dropIn.content()).ifPresent(authored -> dropIns.put(dropIn.name() + ".conf", authored));
        }
        new SettingsEvaluation(unit, evaluation)
                .dropIn()
                .ifPresent(settings -> dropIns.put(DesiredUnit.SETTINGS_DROP_IN, settings));
        return dropIns;
    }

    private void check(Optional<Authored> file, SortedMap<String, Authored> dropIns) {
        SortedMap<HostPath, Authored> texts = new TreeMap<>();
        HostPath fragment = UNITS.resolve(unit.name().value());
        file.ifPresent(authored -> texts.put(fragment, authored));
        for (Map.Entry<String, Authored> dropIn : dropIns.entrySet()) {
            texts.put(UNITS.resolve(unit.name() + ".d").resolve(dropIn.getKey()), dropIn.getValue());
        }
        Problems found = new Problems();
        texts.forEach((path, authored) -> {
            // The settings were checked one by one, each at its own place.
            if (!path.name().equals(DesiredUnit.SETTINGS_DROP_IN)) {
                new UnitTextCheck(unit.name().type(), authored, found).report();
            }
        });
        boolean complete =
                unit.file().isPresent() == file.isPresent() && !unit.masked().equals(Optional.of(true));
        if (found.isEmpty() && complete) {
            new MergedUnitCheck(unit, texts, evaluation.defaults(), found).report();
        }
        problems.addAll(found);
    }

    /** A byte order mark is skipped by systemd at the start of a file only, so it must not end up behind the header. */
    private Content withHeader(Content content) {
        String text = new String(content.bytes(), StandardCharsets.UTF_8);
        String body = text.startsWith("\uFEFF") ? text.substring(1) : text;
        return Content.of(header + body + (body.isEmpty() || body.endsWith("\n") ? "" : "\n"));
    }

    private static DesiredUnit.State stateOf(UnitDeclaration.RunState state) {
        return switch (state) {
            case STARTED -> DesiredUnit.State.STARTED;
            case STOPPED -> DesiredUnit.State.STOPPED;
            case ABSENT -> DesiredUnit.State.ABSENT;
        };
    }

    private static DesiredUnit.OnChange onChangeOf(UnitDeclaration.OnChange onChange) {
        return switch (onChange) {
            case RESTART -> DesiredUnit.OnChange.RESTART;
            case RELOAD -> DesiredUnit.OnChange.RELOAD;
            case NONE -> DesiredUnit.OnChange.NONE;
        };
    }
}
