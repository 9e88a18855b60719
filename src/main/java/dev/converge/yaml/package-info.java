/**
 * YAML as nodes that know their file, line and column, read strictly. In: the text of a file. Out: nodes, and problems for whatever YAML
 * permits but a reader would misunderstand. It is the only package that knows SnakeYAML.
 */
@NullMarked
package dev.converge.yaml;

import org.jspecify.annotations.NullMarked;
