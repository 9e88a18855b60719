/** Tests of commands run on this machine. */
@NullMarked
package dev.converge.host;

import org.jspecify.annotations.NullMarked;
