package dev.converge.host;

/** A password or passphrase. Nothing prints it: {@link #toString()} is a fixed word. */
public final class Secret {

    private final String text;

    public Secret(String text) {
        this.text = text;
    }

    /** The secret itself, for the one place that hands it over. */
    public String reveal() {
        return text;
    }

    @Override
    public String toString() {
        return "Secret[hidden]";
    }
}
