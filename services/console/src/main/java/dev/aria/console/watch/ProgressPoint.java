package dev.aria.console.watch;

import org.jspecify.annotations.Nullable;

/**
 * How training stood at one time.
 *
 * @param step global steps trained
 * @param time milliseconds since 1970
 * @param loss mean of the reports since the point before
 * @param samplesPerSecond since the point before; null at the first
 */
public record ProgressPoint(long step, long time, double loss, @Nullable Double samplesPerSecond) {}
