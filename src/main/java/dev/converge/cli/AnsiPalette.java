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
        // Not Style.off(): for bold that is what many terminals take for a double underline.
        return style(tone).on() + text + Style.reset.on();
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
