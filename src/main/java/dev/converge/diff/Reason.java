package dev.converge.diff;

/** Why something is done, for the operator's eyes only: no code branches on it. */
public record Reason(String text) {
    @Override
    public String toString() {
        return text;
    }
}
