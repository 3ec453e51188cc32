package dev.aria.core.discrepancy;

import org.jspecify.annotations.Nullable;

/**
 * Bytes that do not hold statistics as they should. Statistics can be rebuilt from the step
 * reports.
 */
public final class StatisticsUnreadable extends RuntimeException {
  StatisticsUnreadable(String reason, @Nullable Throwable cause) {
    super(
        "statistics unreadable (%s); rebuild them from the step reports".formatted(reason), cause);
  }
}
