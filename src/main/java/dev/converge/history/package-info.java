/**
 * What hosts keep of earlier runs, and the way back. In: the answer of {@code history.sh}, which reads the home of converge on a host. Out: the
 * host's runs, and the plan that takes one of them back, ordinary as any. It never changes a host.
 */
@NullMarked
package dev.converge.history;

import org.jspecify.annotations.NullMarked;
