package dev.converge.cli;

/** The forms a report has; written in lower case on the command line. */
enum Format {
    text,
    json
}
