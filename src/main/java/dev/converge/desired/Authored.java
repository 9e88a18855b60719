package dev.converge.desired;

import dev.converge.unit.Content;

/** The text of a unit file or drop-in on the host, without converge's header, and where its lines come from. */
record Authored(Content content, LineOrigin origin) {}
