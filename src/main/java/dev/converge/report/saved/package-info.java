/**
 * A plan as text that can be kept, and back: the JSON of a plan with all that it takes to carry it out. In: plans and where they are for, or text that
 * somebody may have damaged. Out: text, or the very same plans, or a refusal. Never names a file.
 */
@NullMarked
package dev.converge.report.saved;

import org.jspecify.annotations.NullMarked;
