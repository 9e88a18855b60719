package dev.converge.unit;

import java.util.Locale;
import java.util.Optional;

/** The kinds of units, by the suffix of their names, systemd.unit(5). */
public enum UnitType {
    SERVICE,
    SOCKET,
    DEVICE,
    MOUNT,
    AUTOMOUNT,
    SWAP,
    TARGET,
    PATH,
    TIMER,
    SLICE,
    SCOPE;

    /** The suffix without its dot, as in {@code foo.service}. */
    public String suffix() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The section of this type's own directives, as in {@code [Service]}; targets and devices have none but the name would be this. */
    public String section() {
        return name().charAt(0) + name().substring(1).toLowerCase(Locale.ROOT);
    }

    public static Optional<UnitType> ofSuffix(String suffix) {
        for (UnitType type : values()) {
            if (type.suffix().equals(suffix)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }
}
