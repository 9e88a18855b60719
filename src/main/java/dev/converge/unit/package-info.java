/**
 * systemd as a pure model: unit names and files, drop-ins, directives and their values, presets, install links, start limits, and a
 * host as a tree of paths. In: text, bytes and names. Out: values and verdicts about them. It never touches a file system, a host or a
 * clock, and knows nothing of YAML, SSH or the command line.
 */
@NullMarked
package dev.converge.unit;

import org.jspecify.annotations.NullMarked;
