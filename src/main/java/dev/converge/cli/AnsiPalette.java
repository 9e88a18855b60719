package dev.converge.cli;

import dev.converge.report.Palette;
import dev.converge.report.Tone;
import picocli.CommandLine.Help.Ansi.IStyle;
import picocli.CommandLine.Help.Ansi.Style;

/** The colours of a terminal. */
final class AnsiPalette implements Palette {

    @Override
    public String paint(Tone tone, String text) {
        if (tone == Tone.PLAIN || text.isEmpty()) {
            return text;
        }
        IStyle style = style(tone);
        return Style.on(style) + text + Style.off(style);
    }

    private static IStyle style(Tone tone) {
        return switch (tone) {
            case PLAIN -> Style.reset;
            case STRONG -> Style.bold;
            case FAINT -> Style.faint;
            case CREATED, GOOD -> Style.fg_green;
            case UPDATED, WARNING -> Style.fg_yellow;
            case DELETED, BAD -> Style.fg_red;
        };
    }
}
