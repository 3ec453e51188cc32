package dev.aria.trainer.checkpoint;

import dev.aria.models.training.Trainable;

/**
 * A student and where it stands.
 *
 * @param model the caller closes it
 * @param kept whether a checkpoint stands at that point, or none is needed: a student that has just
 *     been begun
 */
public record RestoredStudent(Trainable model, ResumePoint point, boolean kept) {}
