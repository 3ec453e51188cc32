package dev.aria.cli.chaos;

/**
 * One fault that was done, and how the run came over it.
 *
 * @param run name of the run
 * @param fault what was planned
 * @param recovery what was seen
 */
public record Trial(String run, PlannedFault fault, Recovery recovery) {}
