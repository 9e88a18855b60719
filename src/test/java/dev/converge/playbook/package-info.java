@NullMarked
package dev.converge.playbook;

import org.jspecify.annotations.NullMarked;
