package dev.aria.emoji.problem.measurement;

/**
 * One number measured of a student.
 *
 * @param measure what was measured, such as {@code noise-mse}
 * @param group which held-out prompts it is of, such as {@code unpaired} or {@code bin:3}
 * @param value mean over the prompts, unless the group names another average
 * @param prompts number of held-out prompts that the value is of; for averages over regions, of all
 *     regions
 */
public record MeasuredValue(String measure, String group, double value, int prompts) {}
