package dev.converge.unit;

import java.util.List;
import java.util.Optional;

/** What systemd makes of a fragment and its drop-ins: later assignments override, append or reset (SYSTEMD.md 2, 3). */
public final class MergedUnit {

    /** One file in the order systemd applies them: the fragment first. */
    public record Source(HostPath path, UnitFile file) {}

    /** An assignment and where it stands. */
    public record Setting(String section, String name, String value, HostPath path, int line) {}

    private MergedUnit() {}

    public static MergedUnit of(UnitType type, List<Source> sources) {
        throw new UnsupportedOperationException();
    }

    /** The one that decides a directive that holds a single value; nothing when unset, reset or refused by systemd. */
    public Optional<Setting> value(String section, String name) {
        throw new UnsupportedOperationException();
    }

    /** All that count of a directive that holds a list. */
    public List<Setting> values(String section, String name) {
        throw new UnsupportedOperationException();
    }

    /** Every assignment as it stands, in the order applied, also those that do not count: what checks look at. */
    public List<Setting> assignments() {
        throw new UnsupportedOperationException();
    }

    /** The directives whose effective value differs between two states of a unit, by canonical value; lists without order are sets. */
    public static List<Directive> changed(MergedUnit before, MergedUnit after) {
        throw new UnsupportedOperationException();
    }
}
