package dev.converge.unit;

import java.util.List;

/** Services from a text, for tests. */
final class Services {

    private static final HostPath PATH = new HostPath("/etc/systemd/system/a.service");

    private Services() {}

    static MergedUnit of(String text) {
        return of(text, SystemdVersion.NEWEST);
    }

    /** Lines are separated by line breaks or by {@code ;}. */
    static MergedUnit of(String text, SystemdVersion version) {
        UnitFile file = UnitFile.parse(Content.of(text.replace(";", "\n") + "\n"));
        return MergedUnit.of(UnitType.SERVICE, List.of(new MergedUnit.Source(PATH, file)), version);
    }
}
