/** Spans of what is done to each shard of a step, for OpenTelemetry. */
@NullMarked
package dev.aria.runtime.tracing;

import org.jspecify.annotations.NullMarked;
