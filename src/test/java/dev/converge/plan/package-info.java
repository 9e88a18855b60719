@NullMarked
package dev.converge.plan;

import org.jspecify.annotations.NullMarked;
