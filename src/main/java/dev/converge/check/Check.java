package dev.converge.check;

import dev.converge.desired.DesiredHost;
import dev.converge.observed.ObservedHost;
import java.util.List;

/** One concern. Never acts, never changes what it looks at. */
@FunctionalInterface
public interface Check {
    List<Finding> findings(DesiredHost desired, ObservedHost observed);
}
