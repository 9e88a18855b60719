/**
 * What converge writes for other programs, held against schemas of their formats. In: the files of {@code src/test/resources/schemas}, written from
 * the sources and documentation of those programs, and what converge writes. Out: a failed test for a member that a reader would refuse or overlook.
 */
@NullMarked
package dev.converge.schema;

import org.jspecify.annotations.NullMarked;
