package dev.aria.trainer.student;

import dev.aria.core.diffusion.LossSpace;

/**
 * What is asked for in a student.
 *
 * @param name of the student
 * @param model what it is made of
 * @param optimizer how it learns
 * @param lossSpace in which the loss compares it with its teacher
 * @param device that it lives on: {@code cpu}, {@code gpu} or {@code gpu:N}
 */
public record StudentPlan(
    String name,
    ModelSettings model,
    LearningSettings optimizer,
    LossSpace lossSpace,
    String device) {}
