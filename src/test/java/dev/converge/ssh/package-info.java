/** Sessions against embedded servers that behave well, badly or not at all; real OpenSSH is in e2e. */
@NullMarked
package dev.converge.ssh;

import org.jspecify.annotations.NullMarked;
