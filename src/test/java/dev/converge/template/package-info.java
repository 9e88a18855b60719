/** Tests of templates. */
@NullMarked
package dev.converge.template;

import org.jspecify.annotations.NullMarked;
