package dev.converge.explain;

import dev.converge.unit.MergedUnit;
import dev.converge.unit.Standing;
import java.util.List;
import java.util.Optional;

/**
 * An assignment and what became of it.
 *
 * @param setting where it stands; its value is for comparing, {@code value} is for showing
 * @param lines as written in the file, comments between continued lines included
 * @param value as written, continued lines joined; nothing when it may be a secret: others may not read the file
 * @param canonical the value in systemd's spelling; nothing when the value is refused or has no one spelling
 * @param hint what was probably meant: {@code did you mean 'MemoryMax'?}; may be empty
 */
public record ExplainedSetting(
        MergedUnit.Setting setting,
        List<String> lines,
        Optional<String> value,
        Optional<String> canonical,
        Standing standing,
        String hint) {

    public ExplainedSetting {
        lines = List.copyOf(lines);
    }
}
