/** Tests of the probe: its script under several shells, and the reading of good and broken answers. */
@NullMarked
package dev.converge.observed;

import org.jspecify.annotations.NullMarked;
