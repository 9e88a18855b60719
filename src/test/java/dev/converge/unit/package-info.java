/** Tests of systemd as a pure model, against tables and against what real systemd versions said. */
@NullMarked
package dev.converge.unit;

import org.jspecify.annotations.NullMarked;
