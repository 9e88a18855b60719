package dev.converge.playbook;

import dev.converge.playbook.ChecksDeclaration.ThresholdDeclaration;
import dev.converge.playbook.ChecksDeclaration.WaiverDeclaration;
import dev.converge.problem.Problems;
import dev.converge.yaml.MappingReader;
import dev.converge.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;

/** Reads {@code checks:} of one play. */
final class ChecksReader {

    private final Problems problems;

    ChecksReader(Problems problems) {
        this.problems = problems;
    }

    ChecksDeclaration take(MappingReader play) {
        return play.takeMapping("checks").map(this::read).orElse(ChecksDeclaration.NONE);
    }

    private ChecksDeclaration read(YamlNode.Mapping mapping) {
        MappingReader keys = new MappingReader(mapping, "checks", problems);
        List<ThresholdDeclaration> thresholds =
                keys.takeMapping("thresholds").map(this::thresholds).orElse(List.of());
        List<WaiverDeclaration> waivers = keys.takeSequence("waivers").stream()
                .flatMap(item -> new WaiverReader(item, problems).read().stream())
                .toList();
        keys.finish();
        return new ChecksDeclaration(thresholds, waivers);
    }

    private List<ThresholdDeclaration> thresholds(YamlNode.Mapping mapping) {
        MappingReader keys = new MappingReader(mapping, "thresholds", problems);
        ScalarReader scalars = new ScalarReader(keys, problems);
        List<ThresholdDeclaration> thresholds = new ArrayList<>();
        for (Threshold threshold : Threshold.all()) {
            scalars.takeText(threshold.toString())
                    .ifPresent(value -> thresholds.add(new ThresholdDeclaration(threshold, value)));
        }
        keys.finish();
        return thresholds;
    }
}
