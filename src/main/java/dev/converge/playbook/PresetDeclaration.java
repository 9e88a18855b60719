package dev.converge.playbook;

/** One entry of {@code presets:}: a unit name or pattern, and {@code enable}, {@code disable} or {@code ignore}. */
public record PresetDeclaration(Text pattern, Text policy) {}
