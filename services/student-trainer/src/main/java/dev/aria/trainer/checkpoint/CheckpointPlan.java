package dev.aria.trainer.checkpoint;

import java.nio.file.Path;

/**
 * Which checkpoints are kept, and where.
 *
 * @param folder of the checkpoints and of the finished student
 * @param keep newest checkpoints kept, at least 1
 * @param keepEvery the first at or behind each multiple of it is kept for good; 0 keeps none so
 */
public record CheckpointPlan(Path folder, int keep, long keepEvery) {}
