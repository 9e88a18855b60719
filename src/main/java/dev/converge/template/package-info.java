/**
 * Text from a template and values. In: a template below one folder, or a string with expressions, and the variables of a host. Out: text,
 * or a problem at the line of the template. It is the only package that knows Pebble, and it never reads outside its folder.
 */
@NullMarked
package dev.converge.template;

import org.jspecify.annotations.NullMarked;
