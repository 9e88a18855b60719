@NullMarked
package dev.converge.desired;

import org.jspecify.annotations.NullMarked;
