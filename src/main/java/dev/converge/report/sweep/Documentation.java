package dev.converge.report.sweep;

import dev.converge.finding.FindingCode;
import java.util.Optional;

/**
 * Where the pages of docs/ can be read.
 *
 * @param pages the address of the folder; none when nobody said where
 */
public record Documentation(Optional<String> pages) {

    public static final Documentation NOWHERE = new Documentation(Optional.empty());

    /** The address of the page about a code. */
    Optional<String> of(FindingCode code) {
        return pages.map(folder -> folder + (folder.endsWith("/") ? "" : "/") + where(code));
    }

    /** The same within docs/. */
    static String where(FindingCode code) {
        return "findings/" + code + ".md";
    }
}
