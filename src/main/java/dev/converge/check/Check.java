package dev.converge.check;

import dev.converge.finding.Finding;
import java.util.List;

/** One concern. Never acts, never changes what it looks at. */
@FunctionalInterface
interface Check {
    List<Finding> findings(Look look);
}
