/**
 * Which hosts there are and how to reach them. In: inventory files in Ansible's YAML format. Out: hosts, groups, variables, and the hosts
 * that a pattern selects. It never connects to anything.
 */
@NullMarked
package dev.converge.inventory;

import org.jspecify.annotations.NullMarked;
