package dev.converge.report;

/** A piece of a line, as it came: {@link Page} makes it safe to show. */
record Span(Tone tone, String text) {

    static Span of(Object text) {
        return new Span(Tone.PLAIN, text.toString());
    }

    static Span of(Tone tone, Object text) {
        return new Span(tone, text.toString());
    }
}
