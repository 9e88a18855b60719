package dev.converge.check;

import java.util.List;

/** One concern. Never acts, never changes what it looks at. */
@FunctionalInterface
interface Check {
    List<Finding> findings(Look look);
}
