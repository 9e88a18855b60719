/** Tests of the YAML reader. */
@NullMarked
package dev.converge.yaml;

import org.jspecify.annotations.NullMarked;
