package dev.converge.playbook;

import dev.converge.problem.SourceSpot;
import java.util.Optional;

/** One entry of {@code exclusive:}: a program, and the one unit that may run it. */
public record ExclusiveDeclaration(SourceSpot spot, Text executable, Text unit, Optional<Text> processes) {}
