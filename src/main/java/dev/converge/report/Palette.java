package dev.converge.report;

/** Colours text. Is given text that is already safe to show. */
@FunctionalInterface
public interface Palette {

    /** No colours. */
    Palette NONE = (tone, text) -> text;

    String paint(Tone tone, String text);
}
