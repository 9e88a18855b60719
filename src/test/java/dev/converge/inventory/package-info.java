/** Tests of the inventory. */
@NullMarked
package dev.converge.inventory;

import org.jspecify.annotations.NullMarked;
