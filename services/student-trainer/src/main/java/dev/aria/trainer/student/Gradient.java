package dev.aria.trainer.student;

import dev.aria.core.tensor.Tensor;
import dev.aria.models.training.ShardSpan;

/**
 * The sum of a subtree's gradients, on its way from one trainer to another.
 *
 * @param span the shards summed
 * @param loss sum over the shards of the mean weighted loss
 * @param values (P) float32, in parameter order
 */
public record Gradient(ShardSpan span, double loss, Tensor values) {}
