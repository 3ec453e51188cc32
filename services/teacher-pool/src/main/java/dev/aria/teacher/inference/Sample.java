package dev.aria.teacher.inference;

import dev.aria.core.record.Draw;
import dev.aria.core.record.DrawBatch;

/**
 * One draw among the batches of a job.
 *
 * @param batch the batch that it belongs to
 * @param draw the draw
 */
record Sample(DrawBatch batch, Draw draw) {}
