package dev.converge.template;

import io.pebbletemplates.pebble.error.AttributeNotFoundException;

/** A part that a value does not have. Being one of Pebble's own, it is what {@code default} and {@code is defined} answer to. */
final class MissingValueException extends AttributeNotFoundException {

    private static final long serialVersionUID = 1;

    private final String remedy;

    MissingValueException(String message, String remedy, String attribute, int line, String file) {
        super(null, message, attribute, line, file);
        this.remedy = remedy;
    }

    String remedy() {
        return remedy;
    }
}
