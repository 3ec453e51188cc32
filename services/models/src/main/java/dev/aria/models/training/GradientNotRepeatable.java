package dev.aria.models.training;

/**
 * Two passes over one micro-batch at the same weights gave different gradients: such a model could
 * not be recovered, replayed or shared between trainers.
 */
public final class GradientNotRepeatable extends RuntimeException {
  private static final long serialVersionUID = 1;

  GradientNotRepeatable(String model, long differing, int parameters) {
    super(
        "%s gives another gradient each time: %d of %d elements differ between two passes over one micro-batch. It draws random numbers (dropout) or, on a GPU, holds an operator without a deterministic kernel (fused attention); export it without: in evaluation mode, attention as matrix product and softmax"
            .formatted(model, differing, parameters));
  }
}
