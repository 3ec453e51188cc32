/** Where a run stands, read from its topics and its services' metrics. */
@NullMarked
package dev.aria.operations.monitor;

import org.jspecify.annotations.NullMarked;
