/**
 * Alerts on what playbooks declare. In: what is wanted of the hosts, with its thresholds. Out: rules in the formats of Prometheus, Loki and
 * Grafana. No host is asked.
 */
@NullMarked
package dev.converge.alert;

import org.jspecify.annotations.NullMarked;
