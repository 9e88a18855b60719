package dev.converge.playbook;

import dev.converge.problem.Problems;
import dev.converge.problem.SourceSpot;
import dev.converge.problem.Spelling;
import dev.converge.unit.UnitName;
import dev.converge.unit.UnitType;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Unit names as people write them. */
public final class UnitNames {

    private static final List<String> SUFFIXES =
            Arrays.stream(UnitType.values()).map(UnitType::suffix).toList();

    private UnitNames() {}

    /** @return the name; nothing, with a problem, when systemd would not take the text for the name of a unit */
    public static Optional<UnitName> read(String written, SourceSpot spot, Problems problems) {
        Optional<UnitName> name = UnitName.parse(written);
        if (name.isEmpty()) {
            problems.add(spot, "'" + written + "' is not the name of a unit", remedy(written));
        }
        return name;
    }

    /** What to write instead, for a text that is not a name of a unit. */
    public static String remedy(String written) {
        if (written.contains("{{")) {
            return "an expression is not possible here: write the name out";
        }
        if (written.contains("/")) {
            return "write the name alone, without a path";
        }
        return nearest(written)
                .map(name -> "did you mean '" + name + "'?")
                .orElse(
                        "a name is letters, digits and : _ . \\ @ - with a suffix such as .service, 255 characters at most");
    }

    /** {@code polyscan} is polyscan.service, {@code polyscan.servce} too. */
    private static Optional<UnitName> nearest(String written) {
        int dot = written.lastIndexOf('.');
        Optional<UnitName> mended = dot < 0
                ? Optional.empty()
                : Spelling.nearest(written.substring(dot + 1), SUFFIXES)
                        .flatMap(suffix -> UnitName.parse(written.substring(0, dot + 1) + suffix));
        return mended.or(() -> UnitName.parse(written + ".service"));
    }
}
