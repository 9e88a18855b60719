package dev.converge.report;

/** What a piece of text is, for whoever colours it. No text depends on its colour to be understood. */
public enum Tone {
    PLAIN,
    STRONG,
    FAINT,
    CREATED,
    UPDATED,
    DELETED,
    GOOD,
    WARNING,
    BAD
}
