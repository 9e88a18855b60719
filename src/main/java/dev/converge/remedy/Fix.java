package dev.converge.remedy;

import dev.converge.finding.Finding;

/** A finding and what removes it. */
public record Fix(Finding finding, Remedy remedy) {}
