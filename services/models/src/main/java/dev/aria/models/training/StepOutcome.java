package dev.aria.models.training;

/**
 * What a step of the optimizer did.
 *
 * @param step number of steps done, this one included
 * @param loss mean of the shards' weighted losses
 * @param gradientNorm global norm before clipping
 * @param learningRate rate of this step
 * @param clipped whether the gradient was scaled down
 */
public record StepOutcome(
    long step, double loss, double gradientNorm, double learningRate, boolean clipped) {}
