package dev.converge.unit;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

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

    private static final Map<String, UnitType> BY_SUFFIX =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(UnitType::suffix, type -> type));

    private final String suffix = name().toLowerCase(Locale.ROOT);
    private final String section = name().charAt(0) + suffix.substring(1);

    /** The suffix without its dot, as in {@code foo.service}. */
    public String suffix() {
        return suffix;
    }

    /** The section of this type's own directives, as in {@code [Service]}; targets and devices have none but the name would be this. */
    public String section() {
        return section;
    }

    public static Optional<UnitType> ofSuffix(String suffix) {
        return Optional.ofNullable(BY_SUFFIX.get(suffix));
    }
}
