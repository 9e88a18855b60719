package dev.converge.report;

import dev.converge.finding.FindingCode;
import java.util.Optional;

/**
 * Where the pages of docs/findings/ can be read.
 *
 * @param pages the address of the folder; none when nobody said where
 */
public record Documentation(Optional<String> pages) {

    public static final Documentation NOWHERE = new Documentation(Optional.empty());

    /** The address of the page of a code. */
    Optional<String> of(FindingCode code) {
        return pages.map(folder -> folder + (folder.endsWith("/") ? "" : "/") + code + ".md");
    }
}
