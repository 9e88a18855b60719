package dev.converge.playbook;

import dev.converge.finding.FindingCode;
import dev.converge.problem.SourceSpot;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** {@code checks:} of a play: from where on a number is a finding, and what somebody knows of and lives with. */
public record ChecksDeclaration(List<ThresholdDeclaration> thresholds, List<WaiverDeclaration> waivers) {

    /** A play without {@code checks:}. */
    public static final ChecksDeclaration NONE = new ChecksDeclaration(List.of(), List.of());

    public ChecksDeclaration {
        thresholds = List.copyOf(thresholds);
        waivers = List.copyOf(waivers);
    }

    /** One entry of {@code thresholds:}. */
    public record ThresholdDeclaration(Threshold threshold, Text value) {}

    /**
     * One entry of {@code waivers:}.
     *
     * @param unit a pattern; nothing: the finding is waived whatever it is about
     */
    public record WaiverDeclaration(
            SourceSpot spot, FindingCode code, Optional<Text> unit, Text reason, LocalDate until) {}
}
