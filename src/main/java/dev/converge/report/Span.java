package dev.converge.report;

/** A piece of a line, as it came: {@link Page} makes it safe to show. */
public record Span(Tone tone, String text) {

    public static Span of(Object text) {
        return new Span(Tone.PLAIN, text.toString());
    }

    public static Span of(Tone tone, Object text) {
        return new Span(tone, text.toString());
    }
}
