package dev.converge.desired;

import dev.converge.unit.HostPath;
import java.util.List;
import java.util.Optional;

/** Where {@code files:} must not write: another key of the playbook, or somebody else, decides what lies there. */
final class ReservedPlaces {

    private record Place(HostPath directory, String remedy) {}

    private static final String UNITS = "declare it under 'units', with 'template', 'dropins' or 'enabled'";
    private static final String PACKAGES =
            "files of packages are left alone: declare it under 'units', which writes to /etc";
    private static final String VOLATILE = "systemd makes this directory anew: declare it under 'units'";

    private static final List<Place> PLACES = List.of(
            new Place(new HostPath("/etc/systemd/system"), UNITS),
            new Place(new HostPath("/etc/systemd/system.control"), UNITS),
            new Place(new HostPath("/etc/systemd/system-preset"), "declare it under 'presets'"),
            new Place(new HostPath("/run/systemd"), VOLATILE),
            new Place(new HostPath("/usr/local/lib/systemd/system"), UNITS),
            new Place(new HostPath("/usr/lib/systemd"), PACKAGES),
            new Place(new HostPath("/lib/systemd"), PACKAGES));

    private ReservedPlaces() {}

    /** What to do instead, when the path lies in such a place. */
    static Optional<String> remedyFor(HostPath path) {
        if (path.value().contains("/.config/systemd/user/")) {
            return Optional.of("declare it under 'units', with 'scope: user' and 'user'");
        }
        return PLACES.stream()
                .filter(place -> path.equals(place.directory()) || path.isBelow(place.directory()))
                .map(Place::remedy)
                .findFirst();
    }
}
