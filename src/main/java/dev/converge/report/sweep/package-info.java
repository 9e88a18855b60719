/**
 * A sweep in each form that somebody reads: text, JSON, JUnit XML, SARIF, metrics, a page to mail, a playbook that would remove its findings; and
 * what is new since an earlier one. In: the results of a sweep, the JSON of an earlier one. Out: characters into a given writer. Never names a file.
 */
@NullMarked
package dev.converge.report.sweep;

import org.jspecify.annotations.NullMarked;
