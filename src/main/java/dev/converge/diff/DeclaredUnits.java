package dev.converge.diff;

import dev.converge.desired.DesiredPlay;
import dev.converge.desired.DesiredUnit;
import dev.converge.unit.Content;
import dev.converge.unit.FileMode;
import dev.converge.unit.FileState;
import dev.converge.unit.HostPath;
import dev.converge.unit.Manifest;
import dev.converge.unit.Owner;
import dev.converge.unit.PlayName;
import dev.converge.unit.SearchPath;
import dev.converge.unit.UnitFile;
import dev.converge.unit.UnitType;
import java.util.Optional;
import java.util.function.BiPredicate;

/** The files, drop-ins and masks of the units that a play declares. */
final class DeclaredUnits {

    private final TreeEdit edit;
    private final SearchPath searchPath;
    private final Manifest manifest;
    private final Owner writer;

    DeclaredUnits(TreeEdit edit, Manifest manifest, Owner writer) {
        this.edit = edit;
        this.searchPath = edit.before().searchPath();
        this.manifest = manifest;
        this.writer = writer;
    }

    void add(DesiredPlay play) {
        play.units().stream().filter(unit -> !unit.isAbsent()).forEach(unit -> add(unit, play.name()));
    }

    private void add(DesiredUnit unit, PlayName play) {
        HostPath fragment = searchPath.config().resolve(unit.name().value());
        unit.file().ifPresent(content -> putFile(fragment, content, unit.name().type(), play));
        HostPath directory = searchPath.config().resolve(unit.name().value() + ".d");
        unit.dropIns()
                .forEach((name, content) ->
                        putFile(directory.resolve(name), content, unit.name().type(), play));
        unit.masked().ifPresent(masked -> mask(unit, masked, fragment, play));
    }

    private void mask(DesiredUnit unit, boolean masked, HostPath fragment, PlayName play) {
        if (masked) {
            edit.putLink(fragment, "/dev/null", new Reason("masked: true"), play);
            return;
        }
        Reason reason = new Reason("masked: false");
        for (HostPath path : new HostPath[] {
            fragment, searchPath.runtime().resolve(unit.name().value())
        }) {
            if (edit.before().at(path) instanceof FileState.Link link && link.masks()) {
                edit.remove(path, reason, play);
            }
        }
    }

    private void putFile(HostPath path, Content content, UnitType type, PlayName play) {
        FileState wanted = new FileState.Regular(content, FileMode.UNIT_FILE, writer);
        edit.put(path, wanted, sameMeaning(type), reason(path), play);
    }

    private Reason reason(HostPath path) {
        FileState now = edit.before().at(path);
        Optional<Manifest.Entry> written = manifest.entry(path);
        if (written.isPresent() && !written.get().matches(now)) {
            return new Reason("edited by hand since play " + written.get().play() + " wrote it");
        }
        return new Reason(
                now instanceof FileState.Absent ? "declared, not on the host" : "differs from what is declared");
    }

    private static BiPredicate<Content, Content> sameMeaning(UnitType type) {
        return (now, wanted) -> now.equals(wanted) || UnitFile.parse(now).meansTheSameAs(UnitFile.parse(wanted), type);
    }
}
