package dev.converge.desired;

import dev.converge.unit.Glob;
import dev.converge.unit.PresetDecision;

/** A line of the preset file: {@code disable mediamtx.service}. */
public record PresetLine(PresetDecision.Policy policy, Glob pattern) {}
