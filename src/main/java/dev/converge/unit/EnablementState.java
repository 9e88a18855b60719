package dev.converge.unit;

import java.util.Locale;

/** systemd's words for whether a unit starts by itself, {@code systemctl is-enabled}. */
public enum EnablementState {
    ENABLED,
    ENABLED_RUNTIME,
    LINKED,
    LINKED_RUNTIME,
    ALIAS,
    MASKED,
    MASKED_RUNTIME,
    STATIC,
    DISABLED,
    INDIRECT,
    GENERATED,
    TRANSIENT,
    BAD,
    NOT_FOUND;

    /** As systemctl prints it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
