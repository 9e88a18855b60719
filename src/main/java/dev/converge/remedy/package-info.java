/**
 * What would remove findings. In: the findings of one host, what plays want of it and what was seen there. Out: for each finding what a play
 * would have to declare, or what a person has to do. It declares nothing twice, decides nothing that is open, and changes nothing.
 */
@NullMarked
package dev.converge.remedy;

import org.jspecify.annotations.NullMarked;
