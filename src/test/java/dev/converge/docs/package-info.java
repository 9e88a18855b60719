/**
 * What the project says about itself, held against the program: README.md, the pages below docs/, and the working examples in playbooks/,
 * templates/ and inventory/. In: the files as they are in the checkout. Out: a failed test for a sentence, snippet or link that is no longer
 * true. The commands of the pages are run by {@code e2e/DocsIT}.
 */
@NullMarked
package dev.converge.docs;

import org.jspecify.annotations.NullMarked;
