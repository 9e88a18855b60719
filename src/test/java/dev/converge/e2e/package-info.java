/**
 * Tests on real hosts: containers with systemd as PID 1 and a real sshd, booted from the lab's images. In: the command line as an operator
 * types it. Out: what it printed and what the host then is.
 */
@NullMarked
package dev.converge.e2e;

import org.jspecify.annotations.NullMarked;
